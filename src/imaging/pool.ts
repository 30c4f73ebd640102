import { Piscina } from 'piscina';
import type { PixelTasks } from './pixel-tasks.ts';
import { askThread, buffersOf, type InputOf, type OutputOf, withOwnBytes } from './threads.ts';

export interface PixelPoolOptions {
  readonly threads: number;
}

/** Threads for the work on pixels. They get copies, handed over: what the caller or a cache holds stays whole. */
export interface PixelPool {
  /** An aborted signal rejects at once; if the task was running, its thread is replaced. @throws what the task throws */
  ask<Name extends keyof PixelTasks>(name: Name, input: InputOf<PixelTasks, Name>, signal?: AbortSignal): Promise<OutputOf<PixelTasks, Name>>;
  /** Resolves when the threads have loaded OpenCV and run their code once. */
  warmUp(): Promise<void>;
  /** Finishes what was begun, then ends the threads. */
  close(): Promise<void>;
}

export function createPixelPool({ threads }: PixelPoolOptions): PixelPool {
  const piscina = new Piscina({
    // By the package's own name for it: the same compiled file, whether this runs as source or compiled.
    filename: import.meta.resolve('#pixel-worker'),
    minThreads: threads,
    maxThreads: threads,
    // Whoever closes the pool has no more use for what still runs then.
    closeTimeout: 5_000,
  });
  const ask: PixelPool['ask'] = (name, input, signal) => {
    const own = withOwnBytes(input);
    return askThread<PixelTasks, typeof name>(piscina, name, own, { signal, handOver: buffersOf(own) });
  };
  return {
    ask,
    async warmUp() {
      await Promise.all(Array.from({ length: threads }, () => ask('warmUp', null)));
    },
    close: () => piscina.close(),
  };
}
