import { LRUCache } from 'lru-cache';

/**
 * How long faces stay in the memory of a process after they were put there, used or not. What is erased is forgotten by
 * every process within this time: only the one that erases is told.
 */
export const FORGOTTEN_AFTER_MS = 5 * 60_000;

/** Values by key, within so many bytes and FORGOTTEN_AFTER_MS; what was used longest ago goes first. */
export function createShortMemory<V extends object>(maxBytes: number, bytesOf: (value: V) => number): LRUCache<string, V> {
  return new LRUCache({
    maxSize: Math.max(1, Math.floor(maxBytes)),
    // What is empty counts as one byte: the cache takes no size of 0.
    sizeCalculation: (value) => Math.max(1, bytesOf(value)),
    ttl: FORGOTTEN_AFTER_MS,
    // By a timer each, which keeps no process alive; otherwise bytes would stay until somebody asks for them.
    ttlAutopurge: true,
  });
}
