import { totalmem } from 'node:os';
import type { Config } from '../settings/config.ts';
import { createMemoryRoom, type MemoryRoom } from '../content/memory-room.ts';

const MIB = 2 ** 20;

/** What a process holds that does nothing: its code, OpenCV in each thread, connections, SDK. Measured, rounded up. */
const RESTING_BYTES = 400 * MIB;
/** Below this not even a small picture would be worked on beside another one. */
const MIN_BYTES = 256 * MIB;
/** What the system needs beside us, and what allocators keep of memory that was given back. */
const USABLE_SHARE = 0.85;

/**
 * Memory for steps and exports of this process: PIXEL_MEMORY_BYTES, or what is left of the memory that it may have once
 * it rests with its caches full.
 *
 * @param caches how many of PIXEL_CACHE_BYTES there are in this process
 */
export function openWorkMemory({ pixelMemoryBytes, pixelCacheBytes }: Config, { caches }: { caches: number }): MemoryRoom {
  return createMemoryRoom(pixelMemoryBytes ?? workMemoryWithin(memoryOfThisProcess(), caches * pixelCacheBytes));
}

export function workMemoryWithin(limitBytes: number, cacheBytes: number): number {
  return Math.max(MIN_BYTES, Math.floor(limitBytes * USABLE_SHARE - RESTING_BYTES - cacheBytes));
}

/** The container's limit, where there is one. */
function memoryOfThisProcess(): number {
  const limit = process.constrainedMemory();
  const machine = totalmem();
  // Node says 0, or more than any machine has, where nothing is limited.
  return limit > 0 && limit < machine ? limit : machine;
}
