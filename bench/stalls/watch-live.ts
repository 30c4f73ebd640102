import { Agent, get } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Milliseconds that the answers of `/health/live` took. */
export interface Waits {
  readonly asked: number;
  readonly longest: number;
}

export interface LiveWatch {
  /** The waits since the last call, or since the start. */
  since(): Promise<Waits>;
  close(): Promise<void>;
}

/** Between an answer and the next question. */
const PAUSE_MS = 2;

/** Asks without end, in a thread of its own: what this process does meanwhile does not count. */
export async function watchLive(url: string): Promise<LiveWatch> {
  const worker = new Worker(new URL(import.meta.url), { workerData: url });
  const since = async () => {
    worker.postMessage('since');
    const [waits] = (await once(worker, 'message')) as [Waits];
    return waits;
  };
  await since();
  return { since, close: async () => void (await worker.terminate()) };
}

if (!isMainThread && parentPort !== null) await watch(String(workerData), parentPort);

async function watch(url: string, port: NonNullable<typeof parentPort>): Promise<never> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let [asked, longest, began] = [0, 0, performance.now()];
  port.on('message', () => {
    // A question that has not been answered yet has waited, too.
    port.postMessage({ asked, longest: Math.max(longest, performance.now() - began) } satisfies Waits);
    [asked, longest] = [0, 0];
  });
  for (;;) {
    began = performance.now();
    await ask(`${url}/health/live`, agent);
    longest = Math.max(longest, performance.now() - began);
    asked += 1;
    await sleep(PAUSE_MS);
    began = performance.now();
  }
}

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve) => {
    const asking = get(url, { agent }, (response) => response.resume().once('end', resolve));
    // A service that has gone is for whoever sends to it to find out.
    asking.once('error', () => resolve());
  });
}
