import { Piscina } from 'piscina';
import type { ExportTasks } from './export-tasks.ts';
import { askThread, type InputOf, type OutputOf } from './threads.ts';

/** A thread of their own for exports, which therefore never hold one that steps wait for. */
export interface ExportPool {
  /** An aborted signal rejects at once; if the task was running, the thread is replaced. @throws what the task throws */
  ask<Name extends keyof ExportTasks>(name: Name, input: InputOf<ExportTasks, Name>, signal: AbortSignal): Promise<OutputOf<ExportTasks, Name>>;
  /** Ends what runs. */
  close(): Promise<void>;
}

/** The thread comes up with its first task, and goes once there was none for a while. */
export function createExportPool(): ExportPool {
  const piscina = new Piscina({
    filename: import.meta.resolve('#export-worker'),
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    closeTimeout: 1_000,
  });
  return {
    ask: (name, input, signal) => askThread<ExportTasks, typeof name>(piscina, name, input, { signal }),
    close: () => piscina.close({ force: true }),
  };
}
