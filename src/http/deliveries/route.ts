import type Router from '@koa/router';
import type { SubmissionStore } from '../../submissions/submission.ts';
import type { Delivery } from '../../submissions/delivery/delivery.ts';
import type { RequestState } from '../request-state.ts';
import type { DeliveriesAnswer } from './answer.ts';
import { routeOf } from '../../contract/paths.ts';
import { ownedSubmission } from '../../submissions/owned.ts';

/**
 * Whom a submission tells of its end, and how that went. A route of its own: the status of an ended submission never
 * changes, and its entity tag with it.
 */
export function deliveriesRoute(router: Router<RequestState>, submissions: SubmissionStore): void {
  router.get(routeOf('deliveries'), async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const { webhook } = await ownedSubmission(submissions, id, ctx.state.tenant);
    const deliveries = await submissions.deliveriesOf(id);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = {
      id,
      webhook: webhook && { url_host: new URL(webhook.url).host },
      deliveries: deliveries.map(deliveryView),
    } satisfies DeliveriesAnswer;
  });
}

function deliveryView({ attempt, at, urlHost, statusCode, error, nextAttemptAt }: Delivery): DeliveriesAnswer['deliveries'][number] {
  return {
    attempt,
    at: at.toISOString(),
    url_host: urlHost,
    status_code: statusCode,
    error,
    next_attempt_at: nextAttemptAt?.toISOString() ?? null,
  };
}
