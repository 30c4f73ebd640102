import { Registry } from 'prom-client';
import { requireGuarded } from './parts/access.ts';
import { startApi } from './parts/api.ts';
import { runProcess } from './parts/run-process.ts';
import { requireServers } from './parts/servers.ts';
import { openStorage } from './parts/storage.ts';
import { registerAttributes } from './parts/temporal.ts';

/** `npm run api`: the API without a worker. */
await runProcess('frontal-api', async (parts, config) => {
  requireGuarded(config);
  const servers = requireServers(config);
  const storage = await openStorage(parts, { ...config, pixelCacheBytes: 0 }, servers.databaseUrl);
  await registerAttributes(parts, servers.temporal);
  await startApi(parts, config, { ...servers, storage, registry: new Registry() });
});
