import { randomInt } from 'node:crypto';
import { isPortFree } from '../../src/embedded/port.ts';

const LOWEST = 20_000;
/** Temporal notes its own ports in PostgreSQL as smallint, and ends where one does not fit. */
const HIGHEST = 32_767;

/** A port of 127.0.0.1 that was free a moment ago, and that Temporal's server can note. @throws Error where none is found */
export async function lowFreePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`no port between ${LOWEST} and ${HIGHEST} is free`);
}
