import { Worker, type NativeConnection } from '@temporalio/worker';
import type { DeliveryActivities } from '../../activities/index.ts';
import { WEBHOOK_TASK_QUEUE } from '../contract/delivery.ts';
import { activityInterceptors, type Seeing } from './activity-interceptors.ts';

/** Tries that wait for their receivers at once. They cost a connection each, and nothing else. */
const AT_ONCE = 50;

export interface DeliveryWorkerParts extends Seeing {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: DeliveryActivities;
}

/** A worker for nothing but the tries to tell webhooks. */
export function createDeliveryWorker({ connection, namespace, activities, log, tracing }: DeliveryWorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: WEBHOOK_TASK_QUEUE,
    activities,
    maxConcurrentActivityTaskExecutions: AT_ONCE,
    maxHeartbeatThrottleInterval: '2 seconds',
    // Time for receivers that answer at once, so that a deployment tells few of them twice. Nobody is waited for beyond
    // it: a try that is given up comes back at another worker.
    shutdownGraceTime: '1 second',
    shutdownForceTime: '10 seconds',
    interceptors: { activity: activityInterceptors({ log, tracing }) },
  });
}
