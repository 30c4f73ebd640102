import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answering, scripted } from '../client/support/scripted-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { frontal } from './support/command-line.ts';

/** The compiled program as a child process, and what package.json says of it. */
const PACKAGE = JSON.parse(await readFile('package.json', 'utf8')) as { version: string; bin: { frontal: string } };
const PROGRAM = resolve(PACKAGE.bin.frontal);
const run = promisify(execFile);

async function ended(args: readonly string[], env: Record<string, string> = {}, cwd = '.') {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (stdout += text));
  child.stderr.on('data', (text: Buffer) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

test('its version is the package\'s, and its first line names Node', async () => {
  expect((await frontal(['--version'])).stdout).toBe(`${PACKAGE.version}\n`);
  expect(await ended(['--version'])).toEqual({ code: 0, stdout: `${PACKAGE.version}\n`, stderr: '' });
  expect(await readFile(PROGRAM, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test('it runs as the file that `npx frontal` runs in a clone', async () => {
  expect((await run(PROGRAM, ['--version'])).stdout).toBe(`${PACKAGE.version}\n`);
});

test('exit codes and complaints reach the shell', async () => {
  expect(await ended(['fly'])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^frontal: unknown command 'fly'[^\n]*\n$/) });
  expect(await ended(['status', 'x'], { FRONTAL_URL: 'http://127.0.0.1:1' })).toMatchObject({ code: 3, stdout: '' });
});

test('what is not said is taken from the environment, else from .env', async () => {
  const { url, requests } = await scripted(answering(404, { code: 'not_found', detail: 'no' }));
  const folder = await temporaryFolder();
  await writeFile(join(folder, '.env'), `FRONTAL_URL=${url}\nFRONTAL_API_KEY=file-key\n`);
  const shown = async (args: readonly string[], env = {}) => {
    expect((await ended(['status', 'x', ...args], env, folder)).code).toBe(5);
    return requests.at(-1)!.headers['authorization'];
  };
  expect(await shown([])).toBe('Bearer file-key');
  expect(await shown([], { FRONTAL_API_KEY: 'environment-key' })).toBe('Bearer environment-key');
  expect(await shown(['--api-key', 'given-key'], { FRONTAL_API_KEY: 'environment-key' })).toBe('Bearer given-key');
});

test('whoever reads its lines may leave before it', async () => {
  const { stdout } = await run('bash', ['-c', '"$0" "$1" --help | head -n 1; exit "${PIPESTATUS[0]}"', process.execPath, PROGRAM]);
  expect(stdout).toMatch(/^Usage: frontal /);
});

test('output that cannot be written is told of, and is no defect', async () => {
  const unwritable = await open(PROGRAM, 'r');
  onTestFinished(() => unwritable.close());
  const { url } = await scripted(answering(200, { id: 'x', status: 'pending', step: null, progress: 0, warnings: [] }));
  for (const args of [['--help'], ['status', 'x', '--url', url]]) {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', unwritable.fd, 'pipe'] });
    let stderr = '';
    child.stderr!.on('data', (text: Buffer) => (stderr += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'frontal: the output cannot be written: EBADF\n' });
  }
});

test('a signal ends what waits', async () => {
  const { url, requests } = await scripted(answering(200, { id: 'x', status: 'pending', step: null, progress: 0, warnings: [] }));
  const child = spawn(process.execPath, [PROGRAM, 'wait', 'x', '--url', url], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  await expect.poll(() => requests.length).toBeGreaterThan(1);
  child.kill('SIGINT');
  expect(await exited).toEqual([130, null]);
});

describe('what is started', () => {
  test.each([
    ['worker', {}, /frontal: Set DATABASE_URL and TEMPORAL_ADDRESS/],
    ['serve', { PORT: 'eighty' }, /frontal: PORT is "eighty"/],
  ])('%s says itself what is wrong, and its end is the command\'s', async (command, env, line) => {
    const ran = await ended([command], { DATABASE_URL: '', TEMPORAL_ADDRESS: '', ...env });
    expect(ran.stderr).toMatch(line);
    expect(ran.code).toBe(1);
  });

  test('serve hands its options on as settings', async () => {
    const ran = await ended(['serve', '--host', '0.0.0.0'], { FRONTAL_API_KEYS: '', OPEN_ACCESS: '' });
    expect(ran.stderr).toMatch(/^frontal: HOST is 0\.0\.0\.0, which others can reach, and no keys are set/);
  });
});

test('what the client brings with it runs in a browser: no module of Node and no package', async () => {
  const seen = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [, name = ''] of (await readFile(file, 'utf8')).matchAll(/^(?:import|export)[^'"]*? from '([^']+)'/gm)) {
      expect(name, file).toMatch(/^(\.\/|\.\.\/contract\/paths\.js$)/);
      await visit(join(file, '..', name));
    }
  };
  await visit(resolve('dist/src/client/index.js'));
  expect(seen.size).toBeGreaterThan(8);
});
