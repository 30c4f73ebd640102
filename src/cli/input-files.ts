import { readFile } from 'node:fs/promises';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';
import { partsIn, readParts, type LabelMapInput, type PartFile } from './label-map-files.ts';
import { parseLandmarksFile, TAKEN_FILES } from '../landmarks/files/read-file.ts';

/** What arguments of commands take. */
export const PORTRAIT_FILES = 'PNG, JPEG, WebP, AVIF, TIFF or GIF';
export const LABEL_MAP_FILES = 'the label map: PNG, or a folder of one PNG a part; left out, or auto: it is found';
export const LANDMARK_FILES = 'JSON, a Python literal, CSV, .pts, .npy, XML or text; left out, or auto: they are found';

/** A file that is left out, or the word `auto` in its place: the service finds what it would hold. */
export interface InputFiles {
  readonly portrait: string;
  /** One file, a folder of one file a part, or these files. */
  readonly labelMap?: string | readonly PartFile[] | undefined;
  readonly landmarks?: string | undefined;
}

export interface Inputs {
  readonly portrait: Buffer;
  /** Missing where it is to be found, as are the landmarks. */
  readonly labelMap?: LabelMapInput;
  readonly landmarks?: unknown;
}

const AUTO = 'auto';

/** @throws Complaint naming the file, and what is wrong with it */
export async function readInputs(files: InputFiles): Promise<Inputs> {
  const [portrait, labelMap, landmarks] = await Promise.all([
    readInput('portrait', files.portrait),
    isLeftOut(files.labelMap) ? null : readLabelMap(files.labelMap),
    isLeftOut(files.landmarks) ? null : readInput('landmarks', files.landmarks),
  ]);
  return {
    portrait,
    ...(labelMap && { labelMap }),
    ...(landmarks && { landmarks: landmarksOf(landmarks, files.landmarks!) }),
  };
}

function isLeftOut(given: InputFiles['labelMap']): given is undefined | typeof AUTO {
  return given === undefined || given === AUTO;
}

function landmarksOf(bytes: Buffer, file: string): unknown {
  try {
    return parseLandmarksFile(bytes);
  } catch (cause) {
    throw new Complaint(
      EXIT.refused,
      `the landmarks in ${file} cannot be read: ${(cause as Error).message}. ${TAKEN_FILES}`,
      { cause },
    );
  }
}

async function readLabelMap(given: string | readonly PartFile[]): Promise<LabelMapInput> {
  const parts = typeof given === 'string' ? await partsIn(given) : given;
  if (parts === null) return readInput('label map', given as string);
  return readParts(parts).catch((cause: unknown) => {
    throw new Complaint(EXIT.usage, `the parts of the label map cannot be read: ${reasonOf(cause)}`, { cause });
  });
}

async function readInput(what: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new Complaint(EXIT.usage, `the ${what} ${file} cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (code || 'no reason given');
}

const REASONS: Record<string, string | undefined> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};
