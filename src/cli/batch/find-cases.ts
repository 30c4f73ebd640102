import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cannotRead, FILES_OF_CASE, findCase } from '../case.ts';
import { Complaint } from '../complaint.ts';
import { EXIT } from '../exit-codes.ts';
import type { InputFiles } from '../input-files.ts';

/** A folder that holds what a submission is made of. */
export interface BatchCase {
  /** The folder's own name. */
  readonly name: string;
  readonly folder: string;
  /** How its files begin in its own folder; `frontal` where it is missing. */
  readonly stem?: string;
  /** What its portrait is called. */
  readonly imageName: string;
  readonly files: InputFiles;
}

/**
 * The cases of a folder: its subfolders that hold `portrait.*`, `map.png` and `landmarks.*`, by name. Subfolders without
 * any of the three are passed over; one with only some of them is a fault, which is told with the others.
 *
 * @throws Complaint
 */
export async function findCases(folder: string): Promise<BatchCase[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => cannotRead(folder, cause));
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const found = await Promise.all(names.map((name) => findCase(join(folder, name))));
  const faults = found.filter((files) => typeof files === 'string');
  if (faults.length > 0) throw new Complaint(EXIT.usage, faults.join('; '));
  const cases = found.flatMap((files, i) =>
    files === null || typeof files === 'string' ? [] : [{ name: names[i]!, folder: join(folder, names[i]!), imageName: basename(files.portrait), files }],
  );
  if (cases.length === 0) throw new Complaint(EXIT.usage, `${folder} holds no case: a case is a subfolder with ${FILES_OF_CASE}`);
  return cases;
}
