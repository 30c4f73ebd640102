import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type Client } from '../src/client/index.ts';
import { childEnvironment } from '../src/settings/config.ts';
import { freePort } from '../src/embedded/port.ts';

const READY_WITHIN_MS = 180_000;

export interface BenchService {
  readonly pid: number;
  readonly url: string;
  /** `host:port` */
  readonly temporalAddress: string;
  readonly client: Client;
  stop(): Promise<void>;
}

/**
 * Starts a Frontal of its own, as `npm start` does, on free ports and an empty data folder.
 * @param settings beyond those
 */
export async function startBenchService(print: (line: string) => void, settings: Readonly<Record<string, string>> = {}): Promise<BenchService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'frontal-bench-'));
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const [port, temporal, ui, postgres] = ports.map(String) as [string, string, string, string];
  const child = spawn(process.execPath, [resolve(import.meta.dirname, '../src/main.js')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: childEnvironment({
      PORT: port,
      TEMPORAL_PORT: temporal,
      TEMPORAL_UI_PORT: ui,
      POSTGRES_PORT: postgres,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      ...settings,
    }),
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const client = createClient({ baseUrl: url });
  const isReady = async () => (await client.ready().catch(() => null))?.status === 'ready';
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await isReady())) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error('the service did not become ready; its own message is above');
    }
    await sleep(200);
  }
  print('service ready: one process for API and worker, PostgreSQL and Temporal beside it');
  return { pid: child.pid!, url, temporalAddress: `127.0.0.1:${temporal}`, client, stop };
}
