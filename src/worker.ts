import { Registry } from 'prom-client';
import { runProcess } from './processes/run-process.ts';
import { requireServers } from './processes/servers.ts';
import { openStorage } from './processes/storage.ts';
import { openWorkMemory } from './processes/work-memory.ts';
import { startWorker } from './processes/worker.ts';
import { serveMetrics } from './processes/metrics.ts';
import { registerAttributes } from './processes/temporal.ts';
import { freePort } from './embedded/port.ts';

/** `npm run worker`: a worker without an API. As many as you like, beside each other. */
await runProcess('frontal-worker', async (parts, config) => {
  const { databaseUrl, temporal } = requireServers(config);
  const stores = await openStorage(parts, config, databaseUrl);
  await registerAttributes(parts, temporal);
  const registry = new Registry();
  const sdkMetricsAddress = `127.0.0.1:${await freePort()}`;
  await startWorker(parts, config, { temporal, stores, registry, sdkMetricsAddress, room: openWorkMemory(config, { caches: 2, bodies: false }) });
  const { host, metricsPort: port } = config;
  if (port !== null) await serveMetrics(parts, { host, port }, { registry, sdkMetricsAddress });
});
