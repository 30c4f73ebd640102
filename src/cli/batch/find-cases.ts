import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint } from '../complaint.ts';
import { EXIT } from '../exit-codes.ts';
import type { InputFiles } from '../input-files.ts';

/** A folder that holds what a submission is made of. */
export interface BatchCase {
  /** The folder's own name. */
  readonly name: string;
  readonly folder: string;
  readonly files: InputFiles;
}

const PORTRAIT = /^portrait\.(png|jpe?g|webp)$/i;
const LABEL_MAP = /^map\.png$/i;
const LANDMARKS = /^landmarks\.(json|csv|tsv|txt|py|pts)$/i;

/**
 * The cases of a folder: its subfolders that hold `portrait.*`, `map.png` and `landmarks.*`, by name. Subfolders without
 * any of the three are passed over; one with only some of them is a fault, which is told with the others.
 *
 * @throws Complaint
 */
export async function findCases(folder: string): Promise<BatchCase[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    const reason = code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is a file' : String(code);
    throw new Complaint(EXIT.usage, `the folder ${folder} cannot be read: ${reason}`, { cause });
  });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const found = await Promise.all(names.map((name) => caseIn(folder, name)));
  const faults = found.filter((one) => typeof one === 'string');
  if (faults.length > 0) throw new Complaint(EXIT.usage, faults.join('; '));
  const cases = found.filter((one) => one !== null && typeof one !== 'string');
  if (cases.length === 0) {
    throw new Complaint(EXIT.usage, `${folder} holds no case: a case is a subfolder with portrait.jpg (.png, .webp), map.png and landmarks.json (.csv, .pts, .txt)`);
  }
  return cases;
}

/** A text where the case is not whole, null where it is none. */
async function caseIn(parent: string, name: string): Promise<BatchCase | string | null> {
  const folder = join(parent, name);
  const inside = (await readdir(folder)).sort();
  const file = (pattern: RegExp) => inside.find((one) => pattern.test(one));
  const [portrait, labelMap, landmarks] = [file(PORTRAIT), file(LABEL_MAP), file(LANDMARKS)];
  if (!portrait && !labelMap && !landmarks) return null;
  if (!portrait) return `${folder} holds no portrait.png, .jpg or .webp`;
  if (!labelMap) return `${folder} holds no map.png`;
  if (!landmarks) return `${folder} holds no landmarks.json, .csv, .txt or .pts`;
  const files = { portrait: join(folder, portrait), labelMap: join(folder, labelMap), landmarks: join(folder, landmarks) };
  return { name, folder, files };
}
