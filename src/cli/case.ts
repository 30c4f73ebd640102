import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';
import { readInputs, type InputFiles, type Inputs } from './input-files.ts';

/** What a folder with a portrait, its label map and its landmarks holds. */
export interface Case extends Required<Inputs> {
  readonly labelMap: Buffer;
}

/** What makes a folder a case. */
export const FILES_OF_CASE = 'portrait.jpg (.png, .webp …), and map.png and landmarks.json (.csv, .npy, .pts, .txt, .xml) where they are not to be found by the service';

const PORTRAIT = /^portrait\.(png|jpe?g|webp|avif|tiff?|gif)$/i;
const LABEL_MAP = /^map\.png$/i;
const LANDMARKS = /^landmarks\.(json|csv|tsv|txt|py|pts|npy|xml)$/i;

/** @throws Complaint saying which file is missing, or cannot be read */
export async function readCase(folder: string): Promise<Case> {
  const files = await findCase(folder);
  if (files === null || typeof files === 'string') {
    throw new Complaint(EXIT.usage, files ?? `${folder} holds no case: a case is a folder with ${FILES_OF_CASE}`);
  }
  if (files.labelMap === undefined) throw new Complaint(EXIT.usage, `${folder} holds no map.png`);
  if (files.landmarks === undefined) throw new Complaint(EXIT.usage, `${folder} holds no landmarks.json, .csv, .npy, .pts, .txt or .xml`);
  const { portrait, labelMap, landmarks } = await readInputs(files);
  return { portrait, labelMap: labelMap as Buffer, landmarks };
}

/** The files of the case in a folder: a text where there is no portrait, null where there is none. @throws Complaint */
export async function findCase(folder: string): Promise<InputFiles | string | null> {
  const inside = (await readdir(folder).catch((cause: unknown) => cannotRead(folder, cause))).sort();
  const file = (pattern: RegExp) => inside.find((one) => pattern.test(one));
  const [portrait, labelMap, landmarks] = [file(PORTRAIT), file(LABEL_MAP), file(LANDMARKS)];
  if (!portrait && !labelMap && !landmarks) return null;
  if (!portrait) return `${folder} holds no portrait.png, .jpg or .webp`;
  const path = (name: string | undefined) => name && join(folder, name);
  return { portrait: join(folder, portrait), labelMap: path(labelMap), landmarks: path(landmarks) };
}

/** @throws Complaint always: why the folder cannot be read */
export function cannotRead(folder: string, cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  const reason = code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is a file' : String(code);
  throw new Complaint(EXIT.usage, `the folder ${folder} cannot be read: ${reason}`, { cause });
}
