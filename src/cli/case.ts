import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A case on disk: a folder with portrait.*, map.png and landmarks.json. */
export interface Case {
  readonly portrait: Buffer;
  readonly labelMap: Buffer;
  readonly landmarks: unknown;
}

/** @throws Error with one line saying which file is missing */
export async function readCase(folder: string): Promise<Case> {
  const names = await readdir(folder).catch(() => []);
  const portrait = names.find((name) => /^portrait\.(png|jpe?g|webp)$/i.test(name));
  if (!portrait) throw new Error(`${folder} holds no portrait.png, .jpg or .webp`);
  const read = (name: string) =>
    readFile(join(folder, name)).catch(() => {
      throw new Error(`${folder} holds no ${name}`);
    });
  return {
    portrait: await read(portrait),
    labelMap: await read('map.png'),
    landmarks: JSON.parse((await read('landmarks.json')).toString('utf8')),
  };
}
