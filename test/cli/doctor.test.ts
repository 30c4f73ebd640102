import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import { checkDataFolder, checkNode, checkRoom } from '../../src/cli/doctor/machine.ts';
import { freePort } from '../../src/embedded/port.ts';
import { answering, scripted } from '../client/support/scripted-server.ts';
import { temporalBinary } from '../support/temporal-binary.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { frontal } from './support/command-line.ts';

/** Settings of a machine on which nothing runs. */
async function settings(changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const [PORT, POSTGRES_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT] = ports.map(String) as [string, string, string, string];
  return { PORT, POSTGRES_PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, DATA_DIR: join(await temporaryFolder(), 'data'), ...changes };
}

async function examine(env: Record<string, string>): Promise<{ code: number; findings: Finding[]; of: (about: string) => Finding | undefined }> {
  const { code, stdout, stderr } = await frontal(['doctor', '--json'], { env });
  expect(stderr).toBe('');
  const findings = stdout.trim().split('\n').map((line) => JSON.parse(line) as Finding);
  return { code, findings, of: (about) => findings.find((finding) => finding.about === about) };
}

/** A port that is in use until the test ends. */
async function taken(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as { port: number }).port;
}

describe('what is missing is named with its mending, and the exit code is 1', () => {
  test.each(['18.20.0', '20.19.9', '21.7.0', '22.0.0', '22.11.1'])('Node.js %s', (version) => {
    expect(checkNode(version)).toMatchObject({ state: 'missing', mend: expect.stringContaining('install Node.js 20.20') });
  });

  test.each(['20.20.2', '20.21.0', '22.12.0', '24.0.0'])('but not Node.js %s', (version) => {
    expect(checkNode(version)).toMatchObject({ state: 'ok' });
  });

  test('a setting that makes no sense', async () => {
    const { code, of } = await examine(await settings({ PORT: 'eighty', RETENTION: '7 days' }));
    expect(of('settings')).toMatchObject({ state: 'missing', detail: expect.stringMatching(/^PORT is "eighty".*; RETENTION is "7 days"/) });
    expect(code).toBe(1);
  });

  test('keys, where others can reach the service; nothing else is passed over', async () => {
    const env = await settings({ HOST: '0.0.0.0' });
    const { code, of } = await examine(env);
    expect(of('settings')).toMatchObject({ state: 'missing', detail: expect.stringContaining('HOST is 0.0.0.0'), mend: expect.stringContaining('FRONTAL_API_KEYS') });
    expect(of(`port ${env['PORT']}`)).toBeDefined();
    expect(code).toBe(1);
    expect((await examine({ ...env, FRONTAL_API_KEYS: 'long-enough' })).of('settings')).toMatchObject({ state: 'ok' });
    expect((await examine({ ...env, OPEN_ACCESS: 'true' })).of('settings')).toMatchObject({ state: 'ok' });
  });

  test('a secret whose file cannot be read', async () => {
    const env = await settings({ DATABASE_URL_FILE: '/nowhere/database-url' });
    const { code, of } = await examine(env);
    expect(of('settings')).toMatchObject({ state: 'missing', detail: expect.stringContaining('"/nowhere/database-url", which cannot be read') });
    expect(code).toBe(1);
  });

  test('a database whose address a file holds', async () => {
    const file = join(await temporaryFolder(), 'database-url');
    const port = await freePort();
    await writeFile(file, `postgres://someone:secret@127.0.0.1:${port}/frontal\n`);
    const { code, of } = await examine(await settings({ DATABASE_URL_FILE: file }));
    expect(of('PostgreSQL')).toMatchObject({ state: 'missing', detail: expect.stringContaining(`127.0.0.1:${port}`) });
    expect(code).toBe(1);
  });

  test('a port that is in use', async () => {
    const port = await taken();
    const { code, of } = await examine(await settings({ POSTGRES_PORT: String(port) }));
    expect(of(`port ${port}`)).toEqual({ about: `port ${port}`, state: 'missing', detail: 'in use, and meant for PostgreSQL', mend: 'stop what listens there, or set POSTGRES_PORT to a free port' });
    expect(code).toBe(1);
  });

  test('servers of one\'s own that do not answer; their ports and the data folder are no matter then', async () => {
    const env = await settings({ DATABASE_URL: `postgres://someone:secret@127.0.0.1:${await freePort()}/frontal`, TEMPORAL_ADDRESS: `127.0.0.1:${await freePort()}` });
    const { code, findings, of } = await examine(env);
    expect(of('PostgreSQL')).toMatchObject({ state: 'missing', detail: expect.stringMatching(/^127\.0\.0\.1:\d+\/frontal cannot be used: .*ECONNREFUSED/), mend: expect.stringContaining('DATABASE_URL') });
    expect(of('Temporal')).toMatchObject({ state: 'missing', mend: expect.stringContaining('TEMPORAL_ADDRESS') });
    expect(JSON.stringify(findings)).not.toContain('secret');
    expect(findings.map(({ about }) => about)).toEqual(['Node.js', 'settings', 'PostgreSQL', 'Temporal', `port ${env['PORT']}`, 'service']);
    expect(code).toBe(1);
  });

  test('a data folder that is a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    expect(await checkDataFolder(file)).toMatchObject({ state: 'missing', mend: expect.stringContaining('DATA_DIR') });
    expect(await checkDataFolder(join(file, 'data'))).toMatchObject({ state: 'missing' });
    const later = join(await temporaryFolder(), 'a/b');
    expect(await checkDataFolder(later)).toEqual({ about: 'data folder', state: 'ok', detail: `${later}, to be made by the first start` });
  });

  test('room', async () => {
    expect(await checkRoom(await temporaryFolder(), Number.MAX_SAFE_INTEGER)).toMatchObject({ state: 'missing', mend: expect.stringContaining('make room') });
  });

  test('a service that could not process anything', async () => {
    const down = { status: 'not_ready', checks: { postgres: { status: 'up' }, temporal: { status: 'up' }, worker: { status: 'down', detail: 'No worker polls.' } } };
    const { url } = await scripted(answering(503, down));
    const { code, of } = await examine(await settings({ FRONTAL_URL: url }));
    expect(of('service')).toMatchObject({ state: 'missing', detail: `${url} answers, and could not process a submission: worker is down (No worker polls.)` });
    expect(code).toBe(1);
  });
});

test('a machine that lacks nothing: a line each, and 0', async () => {
  const env = await settings();
  await mkdir(join(env['DATA_DIR']!, 'bin'), { recursive: true });
  await symlink(await temporalBinary(), join(env['DATA_DIR']!, 'bin', process.platform === 'win32' ? 'temporal.exe' : 'temporal'));
  const { code, stdout } = await frontal(['doctor'], { env });
  expect(stdout).toMatch(/^ok {7}Node\.js/);
  expect(stdout).toContain(`ok       data folder  ${env['DATA_DIR']}\n`);
  expect(stdout).toMatch(/^ok +Temporal +the embedded one: /m);
  expect(stdout).toContain(`note     service      none answers at http://127.0.0.1:${env['PORT']}: \`frontal serve\` starts one\n`);
  expect(code).toBe(0);
  expect((await frontal(['doctor', '--quiet'], { env })).stdout).toBe('');
});

test('the ports of a service that runs are its own', async () => {
  const { url } = await scripted(answering(200, { status: 'ready', checks: {} }));
  const { code, findings, of } = await examine(await settings({ FRONTAL_URL: url, PORT: new URL(url).port }));
  expect(of('service')).toEqual({ about: 'service', state: 'ok', detail: `${url} is ready` });
  expect(findings.filter(({ about }) => about.startsWith('port'))).toEqual([]);
  expect(code).toBe(0);
});
