import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/settings/config.ts';
import { withSecretFiles } from '../../src/settings/secret-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const fileWith = async (content: string) => {
  const path = join(await temporaryFolder(), 'secret');
  await writeFile(path, content);
  return path;
};

describe('what is refused', () => {
  test('a file that is not there, with its path and what it is for', () => {
    expect(() => withSecretFiles({ FRONTAL_API_KEYS_FILE: '/nowhere/keys' })).toThrow(
      'FRONTAL_API_KEYS_FILE is "/nowhere/keys", which cannot be read (ENOENT); expected a file that holds FRONTAL_API_KEYS',
    );
  });

  test('an empty file: the service would be open where it was meant to be closed', async () => {
    const path = await fileWith('\n');
    expect(() => withSecretFiles({ FRONTAL_API_KEYS_FILE: path })).toThrow('which is empty');
  });

  test('a secret given both ways', async () => {
    const path = await fileWith('one-of-two');
    expect(() => withSecretFiles({ DATABASE_PASSWORD: 'other', DATABASE_PASSWORD_FILE: path })).toThrow('are both set');
  });
});

test('a secret is taken from its file, without the end of its line', async () => {
  const path = await fileWith('clinic:a-long-key\n');
  expect(withSecretFiles({ FRONTAL_API_KEYS_FILE: path, PORT: '1' })).toMatchObject({ FRONTAL_API_KEYS: 'clinic:a-long-key', PORT: '1' });
});

test('settings that hold no secret are not read from files', () => {
  expect(withSecretFiles({ HOST_FILE: '/nowhere' })).toEqual({ HOST_FILE: '/nowhere' });
});

test.each(['plain', 'a/b:c@d?e#f', '100%41 sure'])('the password %s goes into a database URL without one', (password) => {
  const { databaseUrl } = readConfig({ DATABASE_URL: 'postgres://me@host:5432/db', DATABASE_PASSWORD: password });
  expect(decodeURIComponent(new URL(databaseUrl!).password)).toBe(password);
});

test('a database URL with a password keeps its own', () => {
  const DATABASE_URL = 'postgres://me:own@host:5432/db';
  expect(readConfig({ DATABASE_URL, DATABASE_PASSWORD: 'other' }).databaseUrl).toBe(DATABASE_URL);
});
