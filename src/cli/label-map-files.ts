import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { labelOfPart, partOfFile, SCHEMA_OF_PARTS } from '../geometry/index.ts';
import { Complaint } from './complaint.ts';
import { EXIT } from './exit-codes.ts';

/** A label map as one file, or as one file a part, by the part's name. */
export type LabelMapInput = Buffer | Record<string, Buffer>;

/** One file of a label map that comes in parts. */
export interface PartFile {
  readonly name: string;
  readonly file: string;
}

/** The parts in the order in which CelebAMask-HQ paints them, the skin under all others: its files come by the alphabet. */
export function paintingOrder(parts: readonly PartFile[]): PartFile[] {
  const label = ({ name }: PartFile) => labelOfPart(name, SCHEMA_OF_PARTS) ?? Infinity;
  return parts.toSorted((a, b) => label(a) - label(b));
}

/** The parts in a folder: PNGs whose names end as parts are called, `00000_l_brow.png`. null where it is no folder. @throws Complaint */
export async function partsIn(folder: string): Promise<PartFile[] | null> {
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) return null;
  const files = (await readdir(folder)).filter((file) => /\.png$/i.test(file)).sort();
  const named = files.map((file) => ({ file: join(folder, file), part: partOfFile(stemOf(file)) })).filter(({ part }) => part !== null);
  const pictures = new Set(named.map(({ part }) => part!.before));
  if (named.length === 0) throw new Complaint(EXIT.usage, `the folder ${folder} holds no parts of a label map: files such as 00000_skin.png and 00000_l_brow.png`);
  if (pictures.size > 1) throw new Complaint(EXIT.usage, `the folder ${folder} holds the parts of ${pictures.size} label maps: \`frontal batch --portraits … --maps …\` takes them all`);
  return paintingOrder(named.map(({ file, part }) => ({ file, name: part!.name })));
}

/** @throws what reading a file throws */
export async function readParts(parts: readonly PartFile[]): Promise<Record<string, Buffer>> {
  return Object.fromEntries(await Promise.all(parts.map(async ({ name, file }) => [name, await readFile(file)] as const)));
}

/** The name of a file without its ending. */
export function stemOf(file: string): string {
  return basename(file).replace(/\.[^.]*$/, '');
}
