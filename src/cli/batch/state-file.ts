import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { Complaint } from '../complaint.ts';
import { EXIT } from '../exit-codes.ts';

/** What is known of a case that has been worked on; the latest entry of a case counts. */
export interface BatchEntry {
  readonly case: string;
  /** Of its files and options: a case that was changed is another one. */
  readonly fingerprint: string;
  readonly status: 'done' | 'failed';
  readonly id: string | null;
  readonly files: readonly string[];
  /** Why it failed. */
  readonly error: string | null;
  readonly points: number | null;
  readonly leastIou: number | null;
  readonly ms: number | null;
}

export interface BatchState {
  entryOf(name: string): BatchEntry | null;
  /** Written at once: whatever ends the program, what is done stays done. */
  keep(entry: BatchEntry): Promise<void>;
}

/**
 * The state in a file of one JSON object a line, each appended when a case has ended. A last line that was cut off by the
 * end of the program is passed over.
 *
 * @throws Complaint where the file cannot be read or is none of ours
 */
export async function openBatchState(file: string): Promise<BatchState> {
  const entries = parse(await textOf(file), file);
  // One line a case from here on, and a whole last line to append to.
  await rewrite(file, entries);
  let writing = Promise.resolve();
  return {
    entryOf: (name) => entries.get(name) ?? null,
    keep(entry) {
      entries.set(entry.case, entry);
      writing = writing.then(() => appendFile(file, `${JSON.stringify(entry)}\n`));
      return writing;
    },
  };
}

function parse(text: string, file: string): Map<string, BatchEntry> {
  const entries = new Map<string, BatchEntry>();
  const lines = text.split('\n');
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    try {
      const entry = JSON.parse(line) as BatchEntry;
      if (typeof entry.case !== 'string' || typeof entry.fingerprint !== 'string') throw new SyntaxError('no entry');
      entries.set(entry.case, entry);
    } catch (cause) {
      if (index === lines.length - 1) return;
      throw new Complaint(EXIT.usage, `line ${index + 1} of ${file} is no state of a batch: remove the file to begin anew`, { cause });
    }
  });
  return entries;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw new Complaint(EXIT.usage, `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function rewrite(file: string, entries: ReadonlyMap<string, BatchEntry>): Promise<void> {
  const lines = [...entries.values()].map((entry) => `${JSON.stringify(entry)}\n`);
  try {
    await writeFile(`${file}.new`, lines.join(''));
    await rename(`${file}.new`, file);
  } catch (cause) {
    throw new Complaint(EXIT.usage, `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
