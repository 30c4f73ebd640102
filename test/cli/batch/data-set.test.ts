import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mergeCoco } from '../../../src/cli/batch/coco-data-set.ts';
import { findDataSet } from '../../../src/cli/batch/find-data-set.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A folder with these files, all empty: names matter. */
async function folderOf(...files: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const file of files) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), '');
  }
  return folder;
}

const placesIn = (folder: string, portraits = 'images', maps = 'labels', landmarks = 'landmarks') => ({
  portraits: join(folder, portraits),
  maps: join(folder, maps),
  landmarks: join(folder, landmarks),
});

describe('what is refused', () => {
  test('a folder without files of its kind', async () => {
    const folder = await folderOf('images/1.jpg', 'labels/1.jpg', 'landmarks/1.txt');
    await expect(findDataSet(placesIn(folder))).rejects.toThrow(`--maps ${folder}/labels holds no label maps (.png)`);
  });

  test('a data set without one whole case, saying what lacks', async () => {
    const folder = await folderOf('images/1.jpg', 'labels/2.png', 'landmarks/3.txt');
    await expect(findDataSet(placesIn(folder))).rejects.toThrow(
      `no portrait has both a label map and landmarks of its name: 1 portraits without a label map: ${folder}/images/1.jpg; 1 portraits without landmarks: `,
    );
  });

  test('two files of one name', async () => {
    const folder = await folderOf('images/a/1.jpg', 'images/b/1.jpg', 'labels/1.png', 'landmarks/1.txt');
    await expect(findDataSet(placesIn(folder, 'images/*/*.jpg'))).rejects.toThrow('--portraits has two files of the name 1');
  });
});

describe('what is found', () => {
  test('LaPa: three folders; and what had no partner', async () => {
    const folder = await folderOf('images/1.jpg', 'images/2.jpg', 'images/3.jpg', 'images/notes.txt', 'labels/1.png', 'labels/2.png', 'labels/9.png', 'landmarks/1.txt', 'landmarks/3.txt');
    const { cases, unpartnered } = await findDataSet(placesIn(folder));
    expect(cases).toMatchObject([{ name: '1', imageName: '1.jpg', files: { portrait: join(folder, 'images/1.jpg'), labelMap: join(folder, 'labels/1.png'), landmarks: join(folder, 'landmarks/1.txt') } }]);
    expect(unpartnered).toEqual([
      `1 portraits without a label map: ${folder}/images/3.jpg`,
      `1 portraits without landmarks: ${folder}/images/2.jpg`,
      `1 label maps without a portrait: ${folder}/labels/9.png`,
    ]);
  });

  test('patterns, and the words that Helen and others put behind a name', async () => {
    const folder = await folderOf('all/10_1_image.jpg', 'all/10_1_label.png', 'all/10_1.pts', 'all/10_1_viz.png');
    const { cases } = await findDataSet(placesIn(folder, 'all/*_image.jpg', 'all/*_label.png', 'all/*.pts'));
    expect(cases.map(({ name }) => name)).toEqual(['10_1']);
  });

  test('CelebAMask-HQ: a PNG a part, under numbers with zeros before them, painted skin first', async () => {
    const parts = ['hair', 'l_brow', 'nose', 'skin', 'u_lip'];
    const folder = await folderOf('CelebA-HQ-img/0.jpg', 'landmarks/0.json', ...parts.map((name) => `anno/0/00000_${name}.png`), 'anno/0/00001_skin.png');
    const { cases, unpartnered } = await findDataSet(placesIn(folder, 'CelebA-HQ-img', 'anno/*/*.png'));
    expect(cases).toHaveLength(1);
    expect((cases[0]!.files.labelMap as readonly { name: string }[]).map(({ name }) => name)).toEqual(['skin', 'nose', 'l_brow', 'u_lip', 'hair']);
    expect(unpartnered).toEqual([`1 label maps without a portrait: ${folder}/anno/0/00001_skin.png`]);
  });
});

describe('one COCO data set of many', () => {
  const coco = (file: string, categories: Record<number, string>) => ({
    info: {},
    licenses: [],
    images: [{ id: 1, file_name: file }],
    categories: Object.entries(categories).map(([id, name]) => ({ id: Number(id), name })),
    annotations: Object.keys(categories).map((id) => ({ id: Number(id), image_id: 1, category_id: Number(id) })),
  });

  test('of one schema keeps the labels as numbers of its categories', () => {
    const merged = mergeCoco([coco('a.jpg', { 1: 'skin', 10: 'hair' }), coco('b.jpg', { 1: 'skin', 6: 'nose' })]);
    expect(merged.images).toEqual([{ id: 1, file_name: 'a.jpg' }, { id: 2, file_name: 'b.jpg' }]);
    expect(merged.categories).toEqual([{ id: 1, name: 'skin' }, { id: 6, name: 'nose' }, { id: 10, name: 'hair' }]);
    expect(merged.annotations).toEqual([
      { id: 1, image_id: 1, category_id: 1 },
      { id: 2, image_id: 1, category_id: 10 },
      { id: 3, image_id: 2, category_id: 1 },
      { id: 4, image_id: 2, category_id: 6 },
    ]);
  });

  test('of several schemas has a number a name', () => {
    const merged = mergeCoco([coco('a.jpg', { 1: 'skin', 10: 'hair' }), coco('b.jpg', { 1: 'skin', 10: 'nose' })]);
    expect(merged.categories).toEqual([{ id: 1, name: 'hair' }, { id: 2, name: 'nose' }, { id: 3, name: 'skin' }]);
    expect(merged.annotations.map(({ category_id: category }) => category)).toEqual([3, 1, 3, 2]);
  });
});
