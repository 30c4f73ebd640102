import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createClient, type Client } from '../client/index.ts';
import { childEnvironment } from '../settings/config.ts';
import { clientConfig } from './client-config.ts';

/** The first start fetches a Temporal server, which may take its time on a slow line. */
const READY_WITHIN_MS = 10 * 60_000;

export interface ReachedService {
  readonly client: Client;
  readonly url: string;
  /** Stops the service if it was started here. */
  stop(): Promise<void>;
}

/** The service that runs at the configured address, or one started for the occasion. @throws Error if it cannot start */
export async function reachService(env: Readonly<Record<string, string | undefined>>): Promise<ReachedService> {
  const { url, apiKey } = clientConfig({}, env);
  const client = createClient({ baseUrl: url, apiKey: apiKey ?? undefined });
  const isReady = async () => (await client.ready().catch(() => null))?.status === 'ready';
  if (await isReady()) return { client, url, stop: async () => {} };

  process.stdout.write('No service runs yet: starting one for this demo.\n');
  const child = spawn(process.execPath, [fileURLToPath(new URL('../main.js', import.meta.url))], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: childEnvironment({ LOG_LEVEL: 'warn' }),
    // A group of its own: Ctrl-C reaches the demo, which then stops the service in order.
    detached: true,
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void stop().then(() => process.exit(130)));
  }

  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady())) {
    if (child.exitCode !== null) throw new Error('the service did not start; what to do is said above');
    if (Date.now() > deadline) {
      await stop();
      throw new Error('the service did not become ready in time');
    }
    await sleep(100);
  }
  return { client, url, stop };
}
