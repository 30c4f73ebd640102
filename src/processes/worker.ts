import { NativeConnection } from '@temporalio/worker';
import type { Registry } from 'prom-client';
import { createActivities } from '../../activities/index.ts';
import type { Config } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import { createImaging } from '../imaging/imaging.ts';
import { createPixelCache } from '../imaging/pixel-cache.ts';
import { createPixelPool, type PixelPool } from '../imaging/pool.ts';
import type { MemoryRoom } from '../content/memory-room.ts';
import type { Stores } from '../storage/stores.ts';
import type { TemporalAddress } from '../temporal/connection.ts';
import { createWorker } from '../temporal/create-worker.ts';
import { createStepMetrics } from '../temporal/measure-steps.ts';
import { installRuntime } from '../temporal/runtime.ts';
import { startHousekeeping } from './housekeeping.ts';
import { imagingLimits } from './limits.ts';
import type { Parts } from './parts.ts';
import { startWebhooks } from './webhooks.ts';

export interface WorkerWiring {
  readonly temporal: TemporalAddress;
  readonly stores: Stores;
  readonly registry: Registry;
  /** `host:port` on which the SDK serves its own metrics. */
  readonly sdkMetricsAddress: string;
  readonly room: MemoryRoom;
}

/**
 * Brings up the threads for pixels and a worker that polls. Its stop finishes the steps that run.
 * @returns the threads, which others in the process may use until then
 */
export async function startWorker(parts: Parts, config: Config, wiring: WorkerWiring): Promise<PixelPool> {
  const { temporal, stores, registry, sdkMetricsAddress, room } = wiring;
  const pool = createPixelPool({ threads: config.pixelThreads });
  await pool.warmUp();
  parts.up('Pixels', `${config.pixelThreads} threads`, () => pool.close());

  installRuntime({ log: parts.log, metricsAddress: sdkMetricsAddress });
  const connection = await NativeConnection.connect({ address: temporal.address }).catch((cause: unknown) => {
    throw new FrontalError('unavailable', `No Temporal server answers at ${temporal.address}.`, { cause });
  });
  const activities = createActivities({
    store: stores.steps,
    imaging: createImaging({ pool, limits: imagingLimits(config) }),
    pixels: createPixelCache({ maxBytes: config.pixelCacheBytes }),
    room,
  });
  const worker = await createWorker({
    connection,
    namespace: temporal.namespace,
    activities,
    pixelThreads: config.pixelThreads,
    metrics: createStepMetrics(registry),
    deployment: config.deployment,
    log: parts.log,
    tracing: parts.tracing,
  });
  const running = worker.run();
  running.catch((error: unknown) => parts.fail(error));
  const version = config.deployment ? `, version ${config.deployment.name}.${config.deployment.buildId}` : '';
  parts.up('Worker', `polls ${temporal.address}, namespace ${temporal.namespace}${version}`, async () => {
    worker.shutdown();
    await running.finally(() => connection.close());
  });
  await startWebhooks(parts, config, { connection, namespace: temporal.namespace, submissions: stores.submissions, registry });
  const placement = config.activityPlacement;
  await startHousekeeping(parts, { temporal, connection, submissions: stores.submissions, registry, placement });
  return pool;
}
