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

const STEM = 'frontal';
const PICTURE = /\.(png|jpe?g|webp|avif|tiff?|gif)$/i;
/** What a batch of pictures has left beside them. */
const WRITTEN = /\.frontal\.[^.]+(\.[^.]+)?$/i;

/**
 * The cases of a folder: its subfolders that hold `portrait.*`, with `map.png` and `landmarks.*` where they are there, by
 * name; then the pictures that lie in it, each a portrait of which the rest is to be found. Subfolders without any of the
 * three are passed over; one without a portrait is a fault, which is told with the others.
 *
 * @throws Complaint
 */
export async function findCases(folder: string): Promise<BatchCase[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => cannotRead(folder, cause));
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  const found = await Promise.all(names.map((name) => findCase(join(folder, name))));
  const faults = found.filter((files) => typeof files === 'string');
  if (faults.length > 0) throw new Complaint(EXIT.usage, faults.join('; '));
  const ofFolders = found.flatMap((files, i): BatchCase[] =>
    files === null || typeof files === 'string' ? [] : [{ name: names[i]!, folder: join(folder, names[i]!), imageName: basename(files.portrait), files }],
  );
  const pictures = entries.filter((entry) => entry.isFile() && PICTURE.test(entry.name) && !WRITTEN.test(entry.name)).map((entry) => entry.name);
  const cases = [...ofFolders, ...ofPictures(folder, pictures.sort(), new Set(names))];
  if (cases.length === 0) throw new Complaint(EXIT.usage, `${folder} holds no case: a case is a picture, or a subfolder with ${FILES_OF_CASE}`);
  return cases;
}

/** Named without their ending, but for those that would be called alike then. */
function ofPictures(folder: string, pictures: readonly string[], taken: ReadonlySet<string>): BatchCase[] {
  const bare = pictures.map((file) => file.replace(PICTURE, ''));
  return pictures.map((file, i) => {
    const isAlone = bare.filter((other) => other === bare[i]).length === 1 && !taken.has(bare[i]!);
    const name = isAlone ? bare[i]! : file;
    return { name, folder, stem: `${name}.${STEM}`, imageName: file, files: { portrait: join(folder, file) } };
  });
}
