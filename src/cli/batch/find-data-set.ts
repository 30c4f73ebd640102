import { stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { glob } from 'tinyglobby';
import { partOfFile } from '../../geometry/index.ts';
import { Complaint } from '../complaint.ts';
import { EXIT } from '../exit-codes.ts';
import { paintingOrder, stemOf, type PartFile } from '../label-map-files.ts';
import type { BatchCase } from './find-cases.ts';

/** Where a data set has its files: folders, or patterns such as `images/*.jpg`. */
export interface DataSetPlaces {
  readonly portraits: string;
  readonly maps: string;
  readonly landmarks: string;
}

export interface DataSet {
  readonly cases: BatchCase[];
  /** A line for each kind of file that has no partner. */
  readonly unpartnered: string[];
}

const ENDINGS = {
  portraits: /\.(png|jpe?g|webp)$/i,
  maps: /\.png$/i,
  landmarks: /\.(json|csv|tsv|txt|py|pts|npy|xml)$/i,
};

/** Words that files of one role have behind their picture's name: `1_image.jpg`, `1_label.png`, `1_landmarks.txt`. */
const ROLE = /[_.-](image|img|photo|label|labels|mask|seg|segmentation|parsing|map|landmark|landmarks|lmk|lms|pts|keypoints)$/i;

/**
 * The cases of a data set as it lies: portraits, label maps and landmarks in folders of their own, matched by their names
 * without endings. Label maps may come as one file a part, as CelebAMask-HQ's do.
 *
 * @throws Complaint where no case is whole, or a name comes twice
 */
export async function findDataSet(places: DataSetPlaces): Promise<DataSet> {
  const [portraits, maps, landmarks] = await Promise.all([filesOf('portraits', places), filesOf('maps', places), filesOf('landmarks', places)]);
  const portraitOf = byName('portraits', portraits);
  const landmarksOf = byName('landmarks', landmarks);
  const mapOf = mapsByName(maps, portraitOf);
  const whole = [...portraitOf].filter(([name]) => mapOf.has(name) && landmarksOf.has(name));
  const unpartnered = [
    lineOf('portraits without a label map', portraitOf, [...portraitOf.keys()].filter((name) => !mapOf.has(name))),
    lineOf('portraits without landmarks', portraitOf, [...portraitOf.keys()].filter((name) => !landmarksOf.has(name))),
    lineOf('label maps without a portrait', mapOf, [...mapOf.keys()].filter((name) => !portraitOf.has(name))),
    lineOf('landmarks without a portrait', landmarksOf, [...landmarksOf.keys()].filter((name) => !portraitOf.has(name))),
  ].filter((line) => line !== null);
  if (whole.length === 0) {
    throw new Complaint(EXIT.usage, `no portrait has both a label map and landmarks of its name: ${unpartnered.join('; ')}`);
  }
  const cases = whole.map(([name, portrait]) => ({
    name,
    folder: dirname(portrait),
    stem: `${stemOf(portrait)}.frontal`,
    imageName: basename(portrait),
    files: { portrait, labelMap: mapOf.get(name)!, landmarks: landmarksOf.get(name)! },
  }));
  return { cases, unpartnered };
}

async function filesOf(kind: keyof DataSetPlaces, places: DataSetPlaces): Promise<string[]> {
  const place = places[kind];
  const found = await stat(place).catch(() => null);
  const isFolder = found?.isDirectory() === true;
  const patterns = isFolder ? ['*'] : [place.replaceAll('\\', '/')];
  // As the pattern writes them: whole paths where it is one.
  const where = isFolder ? { cwd: place } : { absolute: isAbsolute(place) };
  const files = (await glob(patterns, { ...where, onlyFiles: true, expandDirectories: false })).sort();
  const wanted = files.filter((file) => ENDINGS[kind].test(file)).map((file) => (isFolder ? join(place, file) : file));
  if (wanted.length === 0) throw new Complaint(EXIT.usage, `--${kind} ${place} holds no ${kind === 'maps' ? 'label maps (.png)' : kind}`);
  return wanted;
}

function byName(kind: string, files: readonly string[]): Map<string, string> {
  const named = new Map<string, string>();
  for (const file of files) {
    const name = nameOf(stemOf(file));
    const other = named.get(name);
    if (other !== undefined) throw new Complaint(EXIT.usage, `--${kind} has two files of the name ${name}: ${other} and ${file}`);
    named.set(name, file);
  }
  return named;
}

/** A whole map by its name, or the parts of one: a name that a portrait has is never that of a part. */
function mapsByName(files: readonly string[], portraits: ReadonlyMap<string, string>): Map<string, string | readonly PartFile[]> {
  const named = new Map<string, string | readonly PartFile[]>();
  const parts = new Map<string, PartFile[]>();
  for (const file of files) {
    const stem = stemOf(file);
    const part = portraits.has(nameOf(stem)) ? null : partOfFile(stem);
    if (part === null || part.before === '') {
      const [[name]] = [...byName('maps', [file])] as [[string, string]];
      const other = named.get(name);
      if (typeof other === 'string') throw new Complaint(EXIT.usage, `--maps has two files of the name ${name}: ${other} and ${file}`);
      named.set(name, file);
    } else {
      const name = nameOf(part.before);
      parts.set(name, [...(parts.get(name) ?? []), { name: part.name, file }]);
    }
  }
  for (const [name, own] of parts) if (!named.has(name)) named.set(name, paintingOrder(own));
  return named;
}

/** CelebAMask-HQ has `0.jpg` beside `00000_hair.png`. */
function nameOf(stem: string): string {
  const name = stem.replace(ROLE, '');
  return /^\d+$/.test(name) ? name.replace(/^0+(?=\d)/, '') : name;
}

const MAX_NAMED = 5;

function lineOf(what: string, files: ReadonlyMap<string, string | readonly PartFile[]>, names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const firsts = names.slice(0, MAX_NAMED).map((name) => {
    const file = files.get(name)!;
    return typeof file === 'string' ? file : file[0]!.file;
  });
  return `${names.length} ${what}: ${firsts.join(', ')}${names.length > MAX_NAMED ? ', …' : ''}`;
}
