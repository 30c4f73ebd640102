import { execFile } from 'node:child_process';
import { cp, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig } from '../../src/settings/config.ts';
import { withSecretFiles } from '../../src/settings/secret-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);

const scripts = (await readdir('ops', { recursive: true })).filter((name) => name.endsWith('.sh'));

test.each(scripts)('%s is a script that a plain shell takes, and stops at a fault', async (name) => {
  await run('sh', ['-n', join('ops', name)]);
  expect(await readFile(join('ops', name), 'utf8')).toMatch(/^#!\/bin\/sh\n[\s\S]*^set -eu$/m);
});

test('secrets are made once, are kept out of the reach of others, and are what the settings take', async () => {
  const ops = join(await temporaryFolder(), 'ops');
  await cp('ops/make-secrets.sh', join(ops, 'make-secrets.sh'));
  await run('sh', [join(ops, 'make-secrets.sh')]);
  const folder = join(ops, 'secrets');
  const read = async () => Promise.all((await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), 'utf8')]));
  const first = await read();
  await run('sh', [join(ops, 'make-secrets.sh')]);
  expect(await read()).toEqual(first);
  expect(new Set(first.map(([, secret]) => secret)).size).toBe(first.length);
  expect((await stat(folder)).mode & 0o077).toBe(0);

  const config = readConfig(
    withSecretFiles({
      FRONTAL_API_KEYS_FILE: join(folder, 'frontal_api_keys'),
      WEBHOOK_SECRET_FILE: join(folder, 'webhook_secret'),
      DATABASE_URL: 'postgres://frontal@postgres:5432/frontal',
      DATABASE_PASSWORD_FILE: join(folder, 'frontal_db_password'),
    }),
  );
  expect(config.apiKeys.map(({ tenant }) => tenant)).toEqual(['first', 'prometheus']);
  expect(config.webhooks.secrets).toHaveLength(1);
});

test('the embedded server and the production server have the same dynamic configuration', async () => {
  const production = z
    .record(z.string(), z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]) })).length(1))
    .parse(parse(await readFile('ops/temporal/dynamic-config.yaml', 'utf8')));
  const [, embedded = ''] = /const DYNAMIC_CONFIG = \{([\s\S]*?)\n\};/.exec(await readFile('src/embedded/temporal-server.ts', 'utf8')) ?? [];
  const entries = [...embedded.matchAll(/^ {2}'([\w.]+)': '?"?(\w+)"?'?,$/gm)].map(([, key, value]) => [key, value]);
  expect(entries.length).toBeGreaterThan(2);
  expect(Object.fromEntries(Object.entries(production).map(([key, [setting]]) => [key, String(setting?.value)]))).toEqual(Object.fromEntries(entries));
});
