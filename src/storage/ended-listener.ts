import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { EndedListener } from '../submissions/ended-listener.ts';
import { asStorageError } from './storage-error.ts';
import { ENDED_CHANNEL } from './tell-ended.ts';
import { createWaiters } from './waiters.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** How often, and how long, the listener asks whether the server is still there. */
export const HEARTBEAT_MS = 10_000;

/** Listens on one connection of its own, and connects again when it is lost. @throws FrontalError `unavailable` if the first connection fails */
export async function createEndedListener(url: string): Promise<EndedListener> {
  const waiters = createWaiters();
  const closing = new AbortController();
  let client = await listen().catch((error: unknown) => {
    throw asStorageError(error);
  });
  let reconnecting = Promise.resolve();
  watch();

  return {
    waitFor: (id, ms, signal) => waiters.wait(id, ms, signal),
    async close() {
      closing.abort();
      waiters.wakeAll();
      await reconnecting;
      await client.end();
    },
  };

  async function listen(): Promise<Client> {
    const candidate = new Client({
      connectionString: url,
      application_name: 'frontal-listener',
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: HEARTBEAT_MS,
      keepAlive: true,
    });
    // Without a handler a lost connection would end the process; `end` follows and is acted on.
    candidate.on('error', () => undefined);
    candidate.on('notification', ({ payload }) => waiters.wake(payload ?? ''));
    try {
      await candidate.connect();
      await candidate.query(`LISTEN ${ENDED_CHANNEL}`);
      return candidate;
    } catch (error) {
      void candidate.end();
      throw error;
    }
  }

  function watch(): void {
    const watched = client;
    const heartbeat = setInterval(() => {
      watched.query('SELECT 1').catch(() => watched.end());
    }, HEARTBEAT_MS);
    watched.once('end', () => {
      clearInterval(heartbeat);
      if (!closing.signal.aborted) reconnecting = reconnect();
    });
  }

  async function reconnect(): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; !closing.signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        client = await listen();
        watch();
        waiters.wakeAll();
        return;
      } catch {
        await sleep(pauseMs, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  }
}
