import { Registry } from 'prom-client';
import { freePort, requireFreePort } from './embedded/port.ts';
import { requireGuarded } from './processes/access.ts';
import { startApi } from './processes/api.ts';
import { sdkMetrics } from './processes/metrics.ts';
import { pixelsOf } from './processes/pixels.ts';
import { runProcess } from './processes/run-process.ts';
import { startServers } from './processes/servers.ts';
import { openStorage } from './processes/storage.ts';
import { registerAttributes } from './processes/temporal.ts';
import { openWorkMemory } from './processes/work-memory.ts';
import { startWorker } from './processes/worker.ts';

/** `npm start`: everything on one machine, API and worker in this process. */
await runProcess('frontal', async (parts, config) => {
  requireGuarded(config);
  await requireFreePort(config.port, 'PORT', 'the API'); // before anything else is brought up for nothing
  const servers = await startServers(parts, config);
  const storage = await openStorage(parts, config, servers.databaseUrl);
  await registerAttributes(parts, servers.temporal);
  const registry = new Registry();
  const sdkMetricsAddress = `127.0.0.1:${await freePort()}`;
  const room = openWorkMemory(config, { caches: 2, bodies: true });
  const pool = await startWorker(parts, config, { temporal: servers.temporal, stores: storage, registry, sdkMetricsAddress, room });
  const extraMetrics = () => sdkMetrics(sdkMetricsAddress);
  await startApi(parts, config, { ...servers, storage, registry, extraMetrics, pixels: pixelsOf(pool), room });
});
