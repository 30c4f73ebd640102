import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keep, kept } from '../../../src/temporal/server-sources/kept.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { signal } = new AbortController();
const TEMPORAL = '#!/bin/sh\necho temporal version 9.9.9\n';

test('a copy that is missing, broken or something else is not taken', async () => {
  const dataDir = await temporaryFolder();
  await expect(kept(dataDir).find(signal)).rejects.toThrow('ENOENT');
  await mkdir(join(dataDir, 'bin'));
  await writeFile(join(dataDir, 'bin', 'temporal'), '#!/bin/sh\necho half a program\n', { mode: 0o755 });
  await expect(kept(dataDir).find(signal)).rejects.toThrow('is another program of that name');
  await writeFile(join(dataDir, 'bin', 'temporal'), '#!/bin/sh\necho broken >&2; exit 3\n', { mode: 0o755 });
  await expect(kept(dataDir).find(signal)).rejects.toThrow('broken');
});

test('a fetch that fails, or fetches something that does not run, keeps and leaves nothing', async () => {
  const dataDir = await temporaryFolder();
  await expect(keep(dataDir, signal, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
  await expect(keep(dataDir, signal, fetching('an error page'))).rejects.toThrow(/./);
  expect(await readdir(join(dataDir, 'bin'))).toEqual([]);
});

test('several fetches at once end with one whole program, which is then found', async () => {
  const dataDir = await temporaryFolder();
  const programs = await Promise.all(Array.from({ length: 4 }, () => keep(dataDir, signal, fetching(TEMPORAL))));
  expect(new Set(programs)).toEqual(new Set([join(dataDir, 'bin', 'temporal')]));
  expect(await readdir(join(dataDir, 'bin'))).toEqual(['temporal']);
  expect(await kept(dataDir).find(signal)).toBe(programs[0]);
});

test('what a killed process was fetching is removed, and what a living one fetches is not', async () => {
  const dataDir = await temporaryFolder();
  const living = `fetch-${process.ppid}-a`;
  for (const name of ['fetch-1999999-b', living]) await mkdir(join(dataDir, 'bin', name), { recursive: true });
  await keep(dataDir, signal, fetching(TEMPORAL));
  expect((await readdir(join(dataDir, 'bin'))).toSorted()).toEqual([living, 'temporal']);
});

function fetching(content: string): (folder: string) => Promise<string> {
  return async (folder) => {
    const file = join(folder, 'fetched');
    await writeFile(file, content);
    return file;
  };
}
