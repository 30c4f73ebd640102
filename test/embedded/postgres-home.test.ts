import { chmod, mkdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { canReach, postgresAccount } from '../../src/embedded/postgres-account.ts';
import { postgresHome } from '../../src/embedded/postgres-home.ts';
import { silentLog as log } from '../support/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const isRoot = userInfo().uid === 0;

test('PostgreSQL never runs as root, and as an ordinary user runs as that user', async () => {
  const account = await postgresAccount('/no/such/folder');
  if (isRoot) expect(account?.uid).toBeGreaterThan(0);
  else expect(account).toBeNull();
});

test('a data folder that only its owner enters is opened for passing through', async () => {
  const dataDir = await temporaryFolder();
  const account = await postgresAccount(dataDir);
  expect(await postgresHome(dataDir, account, log)).toBe(dataDir);
  expect(await canReach(account, dataDir)).toBe(true);
  expect((await stat(dataDir)).mode & 0o066).toBe(0);
});

test('below a folder that stays closed the database goes where it can be reached, each time the same place', async () => {
  const closed = await temporaryFolder();
  const dataDir = join(closed, 'project', '.frontal');
  await mkdir(dataDir, { recursive: true });
  await chmod(closed, 0o700);
  const account = await postgresAccount(dataDir);
  const home = await postgresHome(dataDir, account, log);
  if (home !== dataDir) onTestFinished(() => rm(home, { recursive: true }));

  expect(home.startsWith(isRoot ? '/var/lib/frontal/' : closed)).toBe(true);
  expect(await canReach(account, home)).toBe(true);
  expect(await postgresHome(dataDir, account, log)).toBe(home);
  expect((await stat(closed)).mode & 0o777).toBe(0o700);
});
