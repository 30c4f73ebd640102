import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCases } from '../../src/cli/batch/find-cases.ts';
import { readCase } from '../../src/cli/case.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a folder that is not there, or no case, or not a whole one, is said to be so', async () => {
  const folder = await temporaryFolder();
  await expect(readCase(join(folder, 'none'))).rejects.toThrow(`the folder ${join(folder, 'none')} cannot be read: there is no such folder`);
  await expect(readCase(folder)).rejects.toThrow(/holds no case: a case is a folder with portrait\.jpg/);
  await writeFile(join(folder, 'map.png'), '');
  await expect(readCase(folder)).rejects.toThrow(`${folder} holds no portrait.png, .jpg or .webp`);
});

test('a case by itself is read as one of a batch, whatever its files are called', async () => {
  const folder = await temporaryFolder();
  const inside = join(folder, 'one');
  await mkdir(inside);
  await writeFile(join(inside, 'Portrait.JPG'), 'portrait');
  await writeFile(join(inside, 'MAP.png'), 'map');
  await writeFile(join(inside, 'landmarks.csv'), 'x,y\n1,2\n3,4\n');
  const files = { portrait: join(inside, 'Portrait.JPG'), labelMap: join(inside, 'MAP.png'), landmarks: join(inside, 'landmarks.csv') };
  expect(await findCases(folder)).toEqual([{ name: 'one', folder: inside, files, imageName: 'Portrait.JPG' }]);
  expect(await readCase(inside)).toEqual({ portrait: Buffer.from('portrait'), labelMap: Buffer.from('map'), landmarks: [[1, 2], [3, 4]] });
});

test('pictures that lie in the folder are cases, what a batch has left beside them is none', async () => {
  const folder = await temporaryFolder();
  for (const file of ['anna.jpg', 'ben.JPG', 'ben.png', 'anna.frontal.png', 'anna.frontal.upright.jpg', 'notes.txt']) await writeFile(join(folder, file), 'x');
  const found = await findCases(folder);
  expect(found.map(({ name, stem, files }) => [name, stem, files])).toEqual([
    ['anna', 'anna.frontal', { portrait: join(folder, 'anna.jpg') }],
    ['ben.JPG', 'ben.JPG.frontal', { portrait: join(folder, 'ben.JPG') }],
    ['ben.png', 'ben.png.frontal', { portrait: join(folder, 'ben.png') }],
  ]);
});
