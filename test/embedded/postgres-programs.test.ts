import { execFile } from 'node:child_process';
import { cp, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { hydrate, layOut, postgresPrograms } from '../../src/embedded/postgres-programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('the installed programs run', async () => {
  const { initdb, postgres, major } = await postgresPrograms(await temporaryFolder(), null);
  expect(await versionOf(initdb)).toContain(`(PostgreSQL) ${major}.`);
  expect(await versionOf(postgres)).toContain(`(PostgreSQL) ${major}.`);
});

test('links that an install without scripts has left out are made, and a second time nothing is missing', async () => {
  const folder = await copyOfPackage();
  const lib = join(folder, 'native', 'lib');
  for (const entry of await readdir(lib, { withFileTypes: true })) if (entry.isSymbolicLink()) await rm(join(lib, entry.name));
  const bare = await readdir(lib);

  expect(await hydrate(folder)).toBe(true);
  expect((await readdir(lib)).length).toBeGreaterThan(bare.length);
  expect(await versionOf(join(folder, 'native', 'bin', 'initdb'))).toContain('(PostgreSQL)');
  expect(await hydrate(folder)).toBe(true);
});

test('of several copies at once one stays, whole', async () => {
  const folder = await copyOfPackage();
  const home = await temporaryFolder();
  const copies = await Promise.all([1, 2, 3].map(() => layOut(folder, join(home, 'programs'))));
  expect(new Set(copies)).toEqual(new Set([join(home, 'programs')]));
  expect(await readdir(home)).toEqual(['programs']);
  expect(await versionOf(join(home, 'programs', 'native', 'bin', 'postgres'))).toContain('(PostgreSQL)');
});

async function copyOfPackage(): Promise<string> {
  const folder = await temporaryFolder();
  const { postgres } = await postgresPrograms(folder, null);
  await cp(dirname(dirname(postgres)), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return folder;
}

async function versionOf(program: string): Promise<string> {
  return (await promisify(execFile)(program, ['--version'])).stdout;
}
