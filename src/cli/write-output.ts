import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Writes bytes to a file, or to stdout where it is `-`. @throws Complaint */
export async function writeOutput(terminal: Terminal, file: string, bytes: Uint8Array): Promise<void> {
  if (file === '-') {
    await new Promise<void>((resolve, reject) => terminal.stdout.write(bytes, (error) => (error ? reject(error) : resolve())));
    return;
  }
  try {
    await writeFile(file, bytes);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no reason given';
    const reason = code === 'ENOENT' ? `there is no folder ${dirname(file)}` : code === 'EISDIR' ? 'it is a folder' : code;
    throw new Complaint(EXIT.usage, `${file} cannot be written: ${reason}`, { cause });
  }
}
