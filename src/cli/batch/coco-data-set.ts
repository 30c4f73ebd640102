import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** A file of COCO as far as it is put together: see geometry/exports/coco.ts. */
export interface CocoFile {
  readonly info: object;
  readonly licenses: readonly object[];
  readonly images: readonly { readonly id: number; readonly file_name: string }[];
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly annotations: readonly { readonly id: number; readonly image_id: number; readonly category_id: number }[];
}

/**
 * One data set of many: pictures and annotations are numbered anew, and a category has one number throughout. It is the label,
 * where each label has one name in all of them, and a number of its own where maps of several schemas meet.
 */
export function mergeCoco(files: readonly CocoFile[]): CocoFile {
  const names = [...new Set(files.flatMap(({ categories }) => categories.map(({ name }) => name)))];
  const labels = new Map(files.flatMap(({ categories }) => categories.map(({ id, name }) => [`${id} ${name}`, { id, name }] as const)));
  const isOne = labels.size === names.length && new Set([...labels.values()].map(({ id }) => id)).size === labels.size;
  const idOf = new Map(isOne ? [...labels.values()].map(({ id, name }) => [name, id]) : names.toSorted().map((name, i) => [name, i + 1]));
  const first = new Map(files.flatMap(({ categories }) => categories.map((category) => [category.name, category] as const)));
  let annotationId = 0;
  return {
    info: { description: 'Regions of faces', version: '1.0' },
    licenses: [],
    images: files.flatMap(({ images }, i) => images.map((image) => ({ ...image, id: i + 1 }))),
    categories: [...idOf].map(([name, id]) => ({ ...first.get(name)!, id })).sort((a, b) => a.id - b.id),
    annotations: files.flatMap(({ categories, annotations }, i) => {
      const nameOf = new Map(categories.map(({ id, name }) => [id, name]));
      return annotations.map((annotation) => ({ ...annotation, id: ++annotationId, image_id: i + 1, category_id: idOf.get(nameOf.get(annotation.category_id)!)! }));
    }),
  };
}

/** Writes the data set of these files; the names of pictures lead from it to them. */
export async function writeCocoDataSet(file: string, from: readonly string[]): Promise<void> {
  const files = await Promise.all(
    from.map(async (one): Promise<CocoFile> => {
      const coco = JSON.parse(await readFile(one, 'utf8')) as CocoFile;
      const way = relative(dirname(file), dirname(one));
      return { ...coco, images: coco.images.map((image) => ({ ...image, file_name: join(way, image.file_name).replaceAll('\\', '/') })) };
    }),
  );
  await writeFile(file, JSON.stringify(mergeCoco(files)));
}
