import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';
import { readInputs, type InputFiles, type Inputs } from './input-files.ts';

/** What a folder with a portrait, its label map and its landmarks holds. */
export interface Case extends Inputs {
  readonly labelMap: Buffer;
}

/** What makes a folder a case. */
export const FILES_OF_CASE = 'portrait.jpg (.png, .webp), map.png and landmarks.json (.csv, .npy, .pts, .txt, .xml)';

const PORTRAIT = /^portrait\.(png|jpe?g|webp)$/i;
const LABEL_MAP = /^map\.png$/i;
const LANDMARKS = /^landmarks\.(json|csv|tsv|txt|py|pts|npy|xml)$/i;

/** @throws Complaint saying which file is missing, or cannot be read */
export async function readCase(folder: string): Promise<Case> {
  const files = await findCase(folder);
  if (files === null || typeof files === 'string') {
    throw new Complaint(EXIT.usage, files ?? `${folder} holds no case: a case is a folder with ${FILES_OF_CASE}`);
  }
  const inputs = await readInputs(files);
  return { ...inputs, labelMap: inputs.labelMap as Buffer };
}

/** The files of the case in a folder: a text where it is not whole, null where there is none. @throws Complaint */
export async function findCase(folder: string): Promise<InputFiles | string | null> {
  const inside = (await readdir(folder).catch((cause: unknown) => cannotRead(folder, cause))).sort();
  const file = (pattern: RegExp) => inside.find((one) => pattern.test(one));
  const [portrait, labelMap, landmarks] = [file(PORTRAIT), file(LABEL_MAP), file(LANDMARKS)];
  if (!portrait && !labelMap && !landmarks) return null;
  if (!portrait) return `${folder} holds no portrait.png, .jpg or .webp`;
  if (!labelMap) return `${folder} holds no map.png`;
  if (!landmarks) return `${folder} holds no landmarks.json, .csv, .txt or .pts`;
  return { portrait: join(folder, portrait), labelMap: join(folder, labelMap), landmarks: join(folder, landmarks) };
}

/** @throws Complaint always: why the folder cannot be read */
export function cannotRead(folder: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  const reason = code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is a file' : String(code);
  throw new Complaint(EXIT.usage, `the folder ${folder} cannot be read: ${reason}`, { cause });
}
