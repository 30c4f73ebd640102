import { Registry } from 'prom-client';
import { requireGuarded } from './processes/access.ts';
import { startApi } from './processes/api.ts';
import { runProcess } from './processes/run-process.ts';
import { requireServers } from './processes/servers.ts';
import { openStorage } from './processes/storage.ts';
import { registerAttributesInTime } from './processes/temporal.ts';
import { openWorkMemory } from './processes/work-memory.ts';

/** `npm run api`: the API without a worker. What has ended is answered without Temporal, from the first moment on. */
await runProcess('frontal-api', async (parts, config) => {
  requireGuarded(config);
  const servers = requireServers(config);
  const storage = await openStorage(parts, { ...config, pixelCacheBytes: 0 }, servers.databaseUrl);
  const canStart = await registerAttributesInTime(parts, servers.temporal);
  await startApi(parts, config, { ...servers, storage, registry: new Registry(), canStart, room: openWorkMemory(config, { caches: 0, bodies: true }) });
});
