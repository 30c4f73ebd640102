import { totalmem } from 'node:os';
import type { Config } from '../settings/config.ts';
import { createMemoryRoom, type MemoryRoom } from '../content/memory-room.ts';

const MIB = 2 ** 20;

/** What a process holds that does nothing: its code, OpenCV in each thread, connections, SDK. Measured, rounded up. */
const RESTING_BYTES = 400 * MIB;
/** Four bodies, and their pictures once more. */
const BODY_BYTES = 400 * MIB;
/** Below this not even a small picture would be worked on beside another one. */
const MIN_BYTES = 256 * MIB;
/** What the system needs beside us, and what allocators keep of memory that was given back. */
const USABLE_SHARE = 0.85;

export interface ProcessKind {
  /** How many of PIXEL_CACHE_BYTES there are in the process. */
  readonly caches: number;
  /** Whether it takes bodies: a few large ones at once, and their pictures. */
  readonly bodies: boolean;
}

/**
 * Memory for steps and exports of this process: PIXEL_MEMORY_BYTES, or what is left of the memory that it may have once
 * it rests, its caches are full, and it reads as many bodies as it takes at once.
 */
export function openWorkMemory(config: Config, kind: ProcessKind): MemoryRoom {
  return createMemoryRoom(config.pixelMemoryBytes ?? workMemoryWithin(memoryOfThisProcess(), config, kind));
}

export function workMemoryWithin(limitBytes: number, { pixelCacheBytes }: Pick<Config, 'pixelCacheBytes'>, { caches, bodies }: ProcessKind): number {
  const taken = RESTING_BYTES + caches * pixelCacheBytes + (bodies ? BODY_BYTES : 0);
  return Math.max(MIN_BYTES, Math.floor(limitBytes * USABLE_SHARE) - taken);
}

/** The container's limit, where there is one. */
function memoryOfThisProcess(): number {
  const limit = process.constrainedMemory();
  const machine = totalmem();
  // Node says 0, or more than any machine has, where nothing is limited.
  return limit > 0 && limit < machine ? limit : machine;
}
