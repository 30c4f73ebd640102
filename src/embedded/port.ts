import { createServer } from 'node:net';
import { FrontalError } from '../errors.ts';

const LOOPBACK = '127.0.0.1';

/** Whether a server could listen on this port of 127.0.0.1 now. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null;
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === null) throw new FrontalError('unavailable', 'No free port is left on 127.0.0.1');
  return port;
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

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : null));
    });
  });
}
