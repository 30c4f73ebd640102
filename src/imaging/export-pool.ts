import { Piscina } from 'piscina';

import type { LabelMap, Size } from '../geometry/index.ts';
import { unwrap, type Outcome } from './carried-error.ts';
import type { FaceFormat, StoredFace } from './export-face.ts';

/** What is sent to the thread for exports, by the name of the task. */
export interface ExportTasks {
  exportFace: { readonly face: StoredFace; readonly format: FaceFormat };
  labelMapSize: StoredFace;
  labelMapOf: StoredFace;
}

/**
 * A thread of their own for exports, which therefore never hold one that steps wait for. A task whose signal is aborted
 * rejects at once; if it was running, the thread is replaced.
 */
export interface ExportPool {
  /** A face that is done in another format, as JSON. */
  exportFace(face: StoredFace, format: FaceFormat, signal: AbortSignal): Promise<Uint8Array>;
  /** Of the map that `labelMapOf` makes. */
  labelMapSize(face: StoredFace, signal: AbortSignal): Promise<Size>;
  /** A face that is done as a label map: see export-face.ts. */
  labelMapOf(face: StoredFace, signal: AbortSignal): Promise<LabelMap>;
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

  async function run<T, Name extends keyof ExportTasks>(name: Name, task: ExportTasks[Name], signal: AbortSignal): Promise<T> {
    const outcome: Outcome<T> = await piscina.run(task, { name, signal });
    return unwrap(outcome);
  }

  return {
    exportFace: (face, format, signal) => run('exportFace', { face, format }, signal),
    labelMapSize: (face, signal) => run('labelMapSize', face, signal),
    labelMapOf: (face, signal) => run('labelMapOf', face, signal),
    close: () => piscina.close({ force: true }),
  };
}
