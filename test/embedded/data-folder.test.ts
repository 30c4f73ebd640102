import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataFolder } from '../../src/embedded/data-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('is made with all above it, whatever its name, and left empty', async () => {
  const folder = join(await temporaryFolder(), 'a', '$(exit 1) `b` "c" \'d\' ;&|');
  expect(await openDataFolder(folder)).toBe(folder);
  expect(await readdir(folder)).toEqual([]);
  expect(await openDataFolder(folder)).toBe(folder);
});

it.each([
  ['a file', async (folder: string) => join(folder, 'file'), /there is a file of that name/],
  ['below a file', async (folder: string) => join(folder, 'file', 'x', 'y'), /a part of its path is a file/],
  ['a link that leads nowhere', async (folder: string) => (await symlink('/nowhere/at/all', join(folder, 'link')), join(folder, 'link')), /cannot be used/],
  ['where no folder can be made', async () => '/proc/frontal/data', /no folder can be made there/],
  ['where none can be written to', async () => '/proc/sys', /cannot be used/],
  ['of a name beyond all bounds', async (folder: string) => join(folder, 'x'.repeat(300)), /path is too long/],
  ['of a name over two lines', async (folder: string) => join(folder, 'file', 'a\nb'), /a part of its path is a file/],
])('%s is refused in one line that says what to do', async (_what, place, reason) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'file'), '');
  const refusal = openDataFolder(await place(folder));
  await expect(refusal).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(reason) });
  await expect(refusal).rejects.toMatchObject({ message: expect.stringMatching(/^The data folder [^\n]* Set DATA_DIR to a folder that can be written to\.$/) });
});
