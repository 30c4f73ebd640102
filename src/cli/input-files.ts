import { readFile } from 'node:fs/promises';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';
import { parseLandmarks } from './landmarks/read-landmarks.ts';

/** A file that is left out, or the word `auto` in its place: the service finds what it would hold. */
export interface InputFiles {
  readonly portrait: string;
  readonly labelMap?: string | undefined;
  readonly landmarks?: string | undefined;
}

export interface Inputs {
  readonly portrait: Buffer;
  /** undefined where it is to be found, as are the landmarks. */
  readonly labelMap?: Buffer;
  readonly landmarks?: unknown;
}

const AUTO = 'auto';

/** @throws Complaint naming the file, and what is wrong with it */
export async function readInputs(files: InputFiles): Promise<Inputs> {
  const read = async (what: string, file: string | undefined) => (file === undefined || file === AUTO ? null : readInput(what, file));
  const [portrait, labelMap, landmarks] = await Promise.all([
    readInput('portrait', files.portrait),
    read('label map', files.labelMap),
    read('landmarks', files.landmarks),
  ]);
  return {
    portrait,
    ...(labelMap && { labelMap }),
    ...(landmarks && { landmarks: landmarksOf(landmarks, files.landmarks!) }),
  };
}

function landmarksOf(bytes: Buffer, file: string): unknown {
  try {
    return parseLandmarks(bytes.toString('utf8'));
  } catch (cause) {
    throw new Complaint(
      EXIT.refused,
      `the landmarks in ${file} cannot be read: ${(cause as Error).message}. JSON, a Python literal, CSV and .pts are taken`,
      { cause },
    );
  }
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
