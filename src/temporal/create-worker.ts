import { fileURLToPath } from 'node:url';
import { Worker, type NativeConnection } from '@temporalio/worker';
import type { Activities } from '../../activities/index.ts';
import { TASK_QUEUE } from '../contract/run.ts';
import { activityInterceptors, type Seeing } from './activity-interceptors.ts';
import { measureSteps, type StepMetrics } from './measure-steps.ts';

export interface WorkerParts extends Seeing {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  /** Threads that work on pixels: more steps at once would only wait inside this process, unseen by the server. */
  readonly pixelThreads: number;
  readonly metrics: StepMetrics;
  /** null: any worker takes any run. */
  readonly deployment: { readonly name: string; readonly buildId: string } | null;
}

/**
 * A worker for workflows and activities on one task queue: only then may the server hand an activity over together
 * with the answer that scheduled it, which halves the latency of a short pipeline.
 */
export function createWorker({ connection, namespace, activities, pixelThreads, metrics, deployment, log, tracing }: WorkerParts): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: TASK_QUEUE,
    // A run ends on the version that began it, unless its workflow says otherwise (workflows/deliver-webhook.ts).
    ...(deployment && {
      workerDeploymentOptions: {
        version: { deploymentName: deployment.name, buildId: deployment.buildId },
        useWorkerVersioning: true,
        defaultVersioningBehavior: 'PINNED',
      },
    }),
    workflowBundle: { codePath: fileURLToPath(import.meta.resolve(tracing ? '#traced-workflow-bundle' : '#workflow-bundle')) },
    ...(tracing && { sinks: tracing.sinks }),
    activities,
    // rotate and contour of one submission run side by side; one slot more keeps the threads fed meanwhile.
    maxConcurrentActivityTaskExecutions: 2 * pixelThreads + 1,
    maxConcurrentLocalActivityExecutions: 2 * pixelThreads + 1,
    // A workflow task with local steps keeps its slot until they end: those beyond are for other workers to take.
    maxConcurrentWorkflowTaskExecutions: Math.max(20, 4 * pixelThreads),
    // A run that is not there any more when its step has ended is replayed. Each takes some 0.14 MiB; the default grows
    // with the heap and has run workers out of memory.
    maxCachedWorkflows: 500,
    // The default throttles to 8 of the 10 seconds that a heartbeat may take: too near, and cancellation is heard late.
    maxHeartbeatThrottleInterval: '2 seconds',
    // How long a workflow waits for a worker that has died before another one takes it over.
    stickyQueueScheduleToStartTimeout: '3 seconds',
    shutdownGraceTime: '30 seconds',
    shutdownForceTime: '45 seconds',
    interceptors: { activity: activityInterceptors({ log, tracing }, measureSteps(metrics)) },
  });
}
