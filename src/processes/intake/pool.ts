import { Piscina } from 'piscina';
import type { Content } from '../../http/input/content.ts';
import type { Intake } from '../../http/input/intake.ts';
import type { PictureChecks } from '../../http/input/picture-fields.ts';
import { unwrap, type Outcome } from '../../imaging/carried-error.ts';
import type { IntakeTask } from './task.ts';

export interface IntakePool {
  readonly read: Intake;
  /** Finishes what was begun, then ends the thread. */
  close(): Promise<void>;
}

/** A thread that takes bodies apart: megabytes of text are nothing that the event loop should wait for. */
export function createIntakePool(limits: PictureChecks['limits']): IntakePool {
  const piscina = new Piscina({
    filename: import.meta.resolve('#intake-worker'),
    minThreads: 1,
    maxThreads: 1,
    closeTimeout: 5_000,
  });
  return {
    async read({ type, contentType, blocks }) {
      const task: IntakeTask = { body: { type, contentType, blocks }, limits };
      const outcome: Outcome<Content> = await piscina.run(task, { name: 'read', transferList: blocks.map(({ buffer }) => buffer) });
      return unwrap(outcome);
    },
    close: () => piscina.close(),
  };
}
