import { afterAll, beforeAll } from 'vitest';
import type { Dependencies } from '../../src/submissions/steps/ports.ts';
import { createImaging } from '../../src/imaging/imaging.ts';
import { createPixelCache } from '../../src/imaging/pixel-cache.ts';
import { createMemoryRoom } from '../../src/content/memory-room.ts';
import { createPixelPool, type PixelPool } from '../../src/imaging/pool.ts';

/** What no shipped case comes near to. */
export const LIMITS = {
  portrait: { maxBytes: 2 ** 25, maxPixels: 50_000_000 },
  labelMap: { maxBytes: 2 ** 24, maxPixels: 25_000_000 },
};

/** Real pixel work on one thread for a test file; each call has an empty cache, as a process that has just started. */
export function useImaging(): () => Pick<Dependencies, 'imaging' | 'pixels' | 'room'> {
  let pool: PixelPool;
  beforeAll(() => {
    pool = createPixelPool({ threads: 1 });
  });
  afterAll(() => pool.close());
  return () => ({
    imaging: createImaging({ pool, limits: LIMITS }),
    pixels: createPixelCache({ maxBytes: 2 ** 26 }),
    room: createMemoryRoom(2 ** 30),
  });
}
