import { Agent, get } from 'node:http';
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Of the questions `/health/live` since the last look. */
export interface Waits {
  readonly asked: number;
  /** Longest until an answer, in milliseconds. */
  readonly longestMs: number;
  /**
   * Most that the service's event loop worked, in milliseconds, between a question and its answer: what the wait would
   * have been on a machine with nothing else to do. Not a number where the system does not say (/proc, Linux).
   */
  readonly mostWorkMs: number;
}

export interface LiveWatch {
  /** The waits since the last call, or since the start. */
  since(): Promise<Waits>;
  close(): Promise<void>;
}

/** Between an answer and the next question. */
const PAUSE_MS = 2;

/** Asks without end, in a thread of its own: what this process does meanwhile does not count. */
export async function watchLive(url: string, pid: number): Promise<LiveWatch> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { url, pid } });
  const since = async () => {
    worker.postMessage('since');
    const [waits] = (await once(worker, 'message')) as [Waits];
    return waits;
  };
  await since();
  return { since, close: async () => void (await worker.terminate()) };
}

if (!isMainThread && parentPort !== null) await watch(workerData as { url: string; pid: number }, parentPort);

async function watch({ url, pid }: { url: string; pid: number }, port: NonNullable<typeof parentPort>): Promise<never> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let [asked, longestMs, mostWorkMs] = [0, 0, 0];
  let [began, worked] = [performance.now(), workOf(pid)];
  const look = () => {
    longestMs = Math.max(longestMs, performance.now() - began);
    mostWorkMs = Math.max(mostWorkMs, workOf(pid) - worked);
  };
  port.on('message', () => {
    port.postMessage({ asked, longestMs, mostWorkMs } satisfies Waits);
    [asked, longestMs, mostWorkMs] = [0, 0, 0];
  });
  for (;;) {
    [began, worked] = [performance.now(), workOf(pid)];
    await ask(`${url}/health/live`, agent);
    look();
    asked += 1;
    await sleep(PAUSE_MS);
  }
}

/** Milliseconds that the main thread of a process has had a processor. */
function workOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

function ask(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve) => {
    const asking = get(url, { agent }, (response) => response.resume().once('end', resolve));
    // A service that has gone is for whoever sends to it to find out.
    asking.once('error', () => resolve());
  });
}
