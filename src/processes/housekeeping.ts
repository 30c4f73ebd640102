import type { NativeConnection } from '@temporalio/worker';
import type { Registry } from 'prom-client';
import { createHousekeepingActivities } from '../../activities/index.ts';
import type { ActivityPlacement } from '../contract/run.ts';
import { eraseExpired } from '../submissions/housekeeping/erase-expired.ts';
import { reconcile } from '../submissions/reconcile.ts';
import type { Lifecycle } from '../submissions/start.ts';
import type { Submission, SubmissionStore } from '../submissions/submission.ts';
import { createRuns } from '../temporal/client-runs.ts';
import { createTemporalClient, type TemporalAddress } from '../temporal/connection.ts';
import { createHousekeepingWorker } from '../temporal/create-housekeeping-worker.ts';
import { idsOfThisActivity } from '../temporal/log-activities.ts';
import { logStarts } from '../temporal/log-starts.ts';
import { createHousekeepingMetrics } from '../temporal/measure-housekeeping.ts';
import { HOUSEKEEPING_EVERY_MINUTES, scheduleHousekeeping } from '../temporal/schedule-housekeeping.ts';
import type { Parts } from './parts.ts';

export interface HousekeepingWiring {
  readonly temporal: TemporalAddress;
  readonly connection: NativeConnection;
  readonly submissions: SubmissionStore;
  readonly registry: Registry;
  /** Of the runs that housekeeping starts. */
  readonly placement: ActivityPlacement;
}

/** Sees to the schedule, and brings up the worker that keeps house for it. @throws FrontalError `unavailable` */
export async function startHousekeeping(parts: Parts, wiring: HousekeepingWiring): Promise<void> {
  const { temporal, connection, submissions, registry, placement } = wiring;
  const client = createTemporalClient(temporal, parts.tracing?.starts);
  await scheduleHousekeeping(client);
  // How far a run got is of no interest here.
  const lifecycle: Lifecycle = { submissions, runs: logStarts(createRuns(client, { queries: false, placement }), parts.log) };
  const activities = createHousekeepingActivities<Submission>({
    submissions,
    reconcile: async (submission) => (await reconcile(lifecycle, submission)).did,
    eraseExpired: (expired) => eraseExpired(lifecycle, expired),
    onFault: (error, id) => parts.log.error({ err: error, id, ...idsOfThisActivity() }, 'housekeeping passed a submission over'),
  });
  const metrics = createHousekeepingMetrics(registry);
  const { log, tracing } = parts;
  const worker = await createHousekeepingWorker({ connection, namespace: temporal.namespace, activities, metrics, log, tracing });
  const running = worker.run();
  running.catch((error: unknown) => parts.fail(error));
  parts.up('Schedule', `keeps house every ${HOUSEKEEPING_EVERY_MINUTES} minutes`, async () => {
    worker.shutdown();
    await running.finally(() => client.connection.close());
  });
}
