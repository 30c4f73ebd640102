import { fileURLToPath } from 'node:url';
import { locateServer } from '../../src/temporal/locate-server.ts';

/** The project's own data folder: what one test fetches, every later one finds. */
export const PROJECT_DATA_DIR = fileURLToPath(new URL('../../.frontal', import.meta.url));

export function temporalBinary(): Promise<string> {
  return locateServer({ dataDir: PROJECT_DATA_DIR, say: () => undefined });
}
