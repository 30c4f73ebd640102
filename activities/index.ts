import { asActivity } from './as-activity.ts';
import { contour } from './contour.ts';
import { decode } from './decode.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import type { DeliveryDependencies } from '../src/submissions/delivery/ports.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { eraseExpired } from './erase-expired.ts';
import { find } from './find.ts';
import type { HousekeepingDependencies, PendingSubmission } from '../src/submissions/housekeeping/ports.ts';
import { lookAfterPending } from './look-after-pending.ts';
import { recordEnd } from './record-end.ts';
import { render } from './render.ts';
import { rotate } from './rotate.ts';
import { forgetTraces, sweepOrphans } from './sweep-orphans.ts';

/**
 * The activities over the ring they depend on. The workflow imports the type alone: `import type`, always, or the
 * bundle would try to hold sharp and OpenCV.
 */
export function createActivities(dependencies: Dependencies) {
  return {
    find: asActivity(find(dependencies)),
    decode: asActivity(decode(dependencies)),
    rotate: asActivity(rotate(dependencies)),
    contour: asActivity(contour(dependencies)),
    render: asActivity(render(dependencies)),
    recordEnd: asActivity(recordEnd(dependencies)),
  };
}

export type Activities = ReturnType<typeof createActivities>;

/** Those that tell webhooks, for a worker of their own. */
export function createDeliveryActivities(dependencies: DeliveryDependencies) {
  return { deliverWebhook: asActivity(deliverWebhook(dependencies)) };
}

export type DeliveryActivities = ReturnType<typeof createDeliveryActivities>;

/** Those that keep house, for a worker of their own. */
export function createHousekeepingActivities<S extends PendingSubmission>(dependencies: HousekeepingDependencies<S>) {
  return {
    lookAfterPending: asActivity(lookAfterPending(dependencies)),
    eraseExpired: asActivity(eraseExpired(dependencies)),
    sweepOrphans: asActivity(sweepOrphans(dependencies)),
    forgetTraces: asActivity(forgetTraces(dependencies)),
  };
}

export type HousekeepingActivities = ReturnType<typeof createHousekeepingActivities>;
