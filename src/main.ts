import { Registry } from 'prom-client';
import { freePort, requireFreePort } from './embedded/port.ts';
import { requireGuarded } from './parts/access.ts';
import { startApi } from './parts/api.ts';
import { sdkMetrics } from './parts/metrics.ts';
import { pixelsOf } from './parts/pixels.ts';
import { runProcess } from './parts/run-process.ts';
import { startServers } from './parts/servers.ts';
import { openStorage } from './parts/storage.ts';
import { registerAttributes } from './parts/temporal.ts';
import { startWorker } from './parts/worker.ts';

/** `npm start`: everything on one machine, API and worker in this process. */
await runProcess('frontal', async (parts, config) => {
  requireGuarded(config);
  await requireFreePort(config.port, 'PORT', 'the API'); // before anything else is brought up for nothing
  const servers = await startServers(parts, config);
  const storage = await openStorage(parts, config, servers.databaseUrl);
  await registerAttributes(parts, servers.temporal);
  const registry = new Registry();
  const sdkMetricsAddress = `127.0.0.1:${await freePort()}`;
  const pool = await startWorker(parts, config, { temporal: servers.temporal, stores: storage, registry, sdkMetricsAddress });
  const extraMetrics = () => sdkMetrics(sdkMetricsAddress);
  await startApi(parts, config, { ...servers, storage, registry, extraMetrics, pixels: pixelsOf(pool) });
});
