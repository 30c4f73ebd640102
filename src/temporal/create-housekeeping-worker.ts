import { Worker, type NativeConnection } from '@temporalio/worker';
import type { HousekeepingActivities } from '../../activities/index.ts';
import { HOUSEKEEPING_TASK_QUEUE } from '../contract/housekeeping.ts';
import { activityInterceptors, type Seeing } from './activity-interceptors.ts';
import { measureHousekeeping, type HousekeepingMetrics } from './measure-housekeeping.ts';

export interface HousekeepingWorkerParts extends Seeing {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: HousekeepingActivities;
  readonly metrics: HousekeepingMetrics;
}

/** A worker for nothing but the batches of housekeeping, one at a time. */
export function createHousekeepingWorker({ connection, namespace, activities, metrics, log, tracing }: HousekeepingWorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: HOUSEKEEPING_TASK_QUEUE,
    activities,
    maxConcurrentActivityTaskExecutions: 1,
    maxConcurrentActivityTaskPolls: 1,
    maxHeartbeatThrottleInterval: '2 seconds',
    // A batch that is cut off is done again elsewhere.
    shutdownGraceTime: '2 seconds',
    shutdownForceTime: '20 seconds',
    interceptors: { activity: activityInterceptors({ log, tracing }, measureHousekeeping(metrics)) },
  });
}
