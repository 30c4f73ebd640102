import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import { FrontalError } from '../contract/errors.ts';
import { describeProcess, endedWithin } from './os-process.ts';
import type { StopStep } from './server-process.ts';

const Note = z.object({ pid: z.int().positive(), owner: z.int().positive() });

/** Notes which server this process has started, for the next start, should this process be killed. */
export async function noteServer(noteFile: string, pid: number): Promise<void> {
  await mkdir(dirname(noteFile), { recursive: true });
  await writeFile(`${noteFile}.new`, JSON.stringify({ pid, owner: process.pid }));
  await rename(`${noteFile}.new`, noteFile);
}

/**
 * Stops the server that a killed Frontal left behind. It is taken for one only if the noted process still has `mark` in
 * its command line and no longer has the noted owner as its parent.
 * @throws FrontalError `unavailable` if the owner lives, or the server does not end
 */
export async function stopLeftover(
  { noteFile, name, mark, stopSteps, log }:
  { noteFile: string; name: string; mark: string; stopSteps: readonly StopStep[]; log: Logger },
): Promise<void> {
  const note = await readNote(noteFile);
  const left = note && (await describeProcess(note.pid));
  if (note && left?.command.includes(mark)) {
    if (left.parent === note.owner) {
      throw new FrontalError(
        'unavailable',
        `Another Frontal (process ${note.owner}) runs ${name} on this data: stop it, or set DATA_DIR to another folder`,
      );
    }
    log.warn({ pid: note.pid }, `stopping ${name} that an earlier run has left behind`);
    await stopForeign(note.pid, name, stopSteps);
  }
  await rm(noteFile, { force: true });
}

async function stopForeign(pid: number, name: string, steps: readonly StopStep[]): Promise<void> {
  for (const { signal, graceMs } of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone already, or another user's: the wait below tells.
    }
    if (await endedWithin(pid, graceMs)) return;
  }
  throw new FrontalError('unavailable', `${name} of an earlier run (process ${pid}) does not end: stop it by hand`);
}

async function readNote(noteFile: string): Promise<z.output<typeof Note> | null> {
  try {
    return Note.parse(JSON.parse(await readFile(noteFile, 'utf8')));
  } catch {
    return null;
  }
}
