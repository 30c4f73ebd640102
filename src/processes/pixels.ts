import { createPixelPool, type PixelPool } from '../imaging/pool.ts';

/** Threads for pixels that are brought up by the first who needs them. */
export interface Pixels {
  pool(): PixelPool;
  /** Ends the threads, where there are any of its own. */
  close(): Promise<void>;
}

/** A process with an API and no worker needs threads now and then, one at most: what it exports was computed before. */
export function pixelsOnDemand(): Pixels {
  let pool: PixelPool | null = null;
  return {
    pool: () => (pool ??= createPixelPool({ threads: 1 })),
    close: async () => pool?.close(),
  };
}

/** Those of the worker in this process, which ends them itself. */
export function pixelsOf(pool: PixelPool): Pixels {
  return { pool: () => pool, close: async () => {} };
}
