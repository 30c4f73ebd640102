import { Registry } from 'prom-client';
import { requireGuarded } from './parts/access.ts';
import { startApi } from './parts/api.ts';
import { runProcess } from './parts/run-process.ts';
import { requireServers } from './parts/servers.ts';
import { openStorage } from './parts/storage.ts';
import { registerAttributesInTime } from './parts/temporal.ts';

/** `npm run api`: the API without a worker. What has ended is answered without Temporal, from the first moment on. */
await runProcess('frontal-api', async (parts, config) => {
  requireGuarded(config);
  const servers = requireServers(config);
  const storage = await openStorage(parts, { ...config, pixelCacheBytes: 0 }, servers.databaseUrl);
  const canStart = await registerAttributesInTime(parts, servers.temporal);
  await startApi(parts, config, { ...servers, storage, registry: new Registry(), canStart });
});
