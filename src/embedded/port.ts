import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { FrontalError } from '../contract/errors.ts';

const LOOPBACK = '127.0.0.1';

const FIRST_PORT = 10_240;
const FIRST_OUTGOING_PORT = 32_768;

/** Whether a server could listen on this port of 127.0.0.1 now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A port of 127.0.0.1 that was free a moment ago. Not one of those that systems give to outgoing connections (Linux from
 * 32768 on, others from 49152): such a port could be taken by any connection before a server comes to listen.
 */
export async function freePort(): Promise<number> {
  for (let left = 100; left > 0; left -= 1) {
    const port = randomInt(FIRST_PORT, FIRST_OUTGOING_PORT);
    if (await isPortFree(port)) return port;
  }
  throw new FrontalError('unavailable', 'No free port is left on 127.0.0.1');
}

/**
 * @param port 0: any free one
 * @param purpose what is to listen there, for the message
 * @returns the port to listen on
 * @throws FrontalError `unavailable`, naming the setting to change
 */
export async function requireFreePort(port: number, setting: string, purpose: string): Promise<number> {
  if (port === 0) return freePort();
  if (await isPortFree(port)) return port;
  throw new FrontalError(
    'unavailable',
    `Port ${port}, meant for ${purpose}, is in use: stop what listens there or set ${setting} to a free port`,
  );
}

/** Temporal's development server panics where it fails with one of the ports that it picks itself. */
const TAKEN = /address already in use|; panic: /i;

/** Starts a server again, a few times, if a port that was free has been taken before the server came to it. */
export async function againIfPortTaken<T>(start: () => Promise<T>): Promise<T> {
  for (let left = 2; ; left -= 1) {
    try {
      return await start();
    } catch (error) {
      if (left === 0 || !(error instanceof Error) || !TAKEN.test(error.message)) throw error;
    }
  }
}
