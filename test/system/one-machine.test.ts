import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceAt } from '../support/raw-service.ts';
import { describeProcess } from '../../src/embedded/os-process.ts';
import { freePort } from '../../src/embedded/port.ts';
import { startProcess, type TestProcess } from '../support/service.ts';
import { bodyOf, ended } from '../support/system.ts';
import { temporalBinary } from '../support/temporal-binary.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `npm start` and `npm run demo` as a new user runs them: nothing but Node, a folder and four ports. */
let env: Record<string, string>;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'frontal-'));
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const [PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, POSTGRES_PORT] = ports.map(String) as [string, string, string, string];
  // The program is fetched once for all tests; how it is found has tests of its own.
  const PATH = `${join(await temporalBinary(), '..')}:${process.env['PATH']}`;
  env = { PORT, TEMPORAL_PORT, TEMPORAL_UI_PORT, POSTGRES_PORT, DATA_DIR: dataDir, PATH };
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const url = (port: string) => `http://127.0.0.1:${port}`;

async function start(): Promise<TestProcess> {
  const started = startProcess('main', env);
  await started.says(/Temporal UI {2}http/);
  return started;
}

describe('everything on one machine', () => {
  let id: string;

  test('comes up line by line, works, and goes down in reverse order on Ctrl-C', async () => {
    const main = await start();
    const parts = [...main.output().matchAll(/^(\w+) {2,}\S/gm)].map(([, name]) => name);
    expect(parts).toEqual(['PostgreSQL', 'Temporal', 'Storage', 'Pixels', 'Worker', 'Schedule', 'API']);
    for (const port of [env['PORT']!, env['TEMPORAL_UI_PORT']!]) expect(main.output()).toContain(url(port));

    const service = serviceAt(url(env['PORT']!));
    await expect.poll(() => service.isReady()).toBe(true);
    ({ id } = await service.submit(await bodyOf('synth-plain')));
    expect((await ended(service, id)).status).toBe('done');

    const children = await childrenOf(main.child.pid!);
    expect(children.length).toBeGreaterThanOrEqual(2);
    expect(await main.stop('SIGINT')).toBe(0);
    const stopped = [...main.output().matchAll(/^(\w+) +stopped$/gm)].map(([, name]) => name);
    expect(stopped).toEqual(parts.toReversed());
    for (const pid of children) expect(await describeProcess(pid)).toBeNull();
  });

  test('finds its data again, and shows its metrics and those of the Temporal SDK', async () => {
    const main = await start();
    try {
      const service = serviceAt(url(env['PORT']!));
      expect((await service.status(id)).status).toBe('done');
      const metrics = await (await fetch(`${url(env['PORT']!)}/metrics`)).text();
      for (const name of ['frontal_http_request_duration_seconds', 'frontal_step_duration_seconds', 'temporal_worker_task_slots_available']) {
        expect(metrics).toContain(name);
      }
      expect((await fetch(url(env['TEMPORAL_UI_PORT']!))).status).toBe(200);
    } finally {
      await main.stop('SIGINT');
    }
  });
});

describe('what a person can mend is said in one line, and the exit code is 1', () => {
  const complaint = async (changes: Record<string, string>, name: 'main' | 'api' | 'worker' = 'main') => {
    const process = startProcess(name, { ...env, ...changes });
    const code = await new Promise((resolve) => process.child.once('exit', resolve));
    return { code, lines: process.output().split('\n').filter((line) => line.startsWith('frontal: ')) };
  };

  test('a port in use', async () => {
    const taken = createServer().listen(Number(env['POSTGRES_PORT']), '127.0.0.1');
    await once(taken, 'listening');
    try {
      const { code, lines } = await complaint({});
      expect(code).toBe(1);
      expect(lines).toEqual([expect.stringMatching(/Port \d+.* in use.*POSTGRES_PORT/)]);
    } finally {
      taken.close();
    }
  });

  test('a bad setting', async () => {
    const { code, lines } = await complaint({ PORT: 'eighty' });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringContaining('PORT is "eighty"')]);
  });

  test('a database that is not there', async () => {
    const DATABASE_URL = `postgres://someone:secret@127.0.0.1:${await freePort()}/frontal`;
    const { code, lines } = await complaint({ DATABASE_URL, TEMPORAL_ADDRESS: '127.0.0.1:1' });
    expect(code).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/127\.0\.0\.1:\d+\/frontal cannot be used: .*ECONNREFUSED.* Check DATABASE_URL/)]);
    expect(lines[0]).not.toContain('secret');
  });

  test('an API or a worker that was told of no servers', async () => {
    for (const name of ['api', 'worker'] as const) {
      const { code, lines } = await complaint({}, name);
      expect(code).toBe(1);
      expect(lines).toEqual([expect.stringContaining('Set DATABASE_URL and TEMPORAL_ADDRESS')]);
    }
  });
});

test('the demo starts a service for itself, writes the SVG and a picture, and leaves nothing running', async () => {
  const cwd = await temporaryFolder();
  const demo = join(import.meta.dirname, '../../dist/src/cli/demo.js');
  const { stdout } = await promisify(execFile)(process.execPath, [demo], { cwd, env: { ...process.env, ...env } });
  expect(stdout).toMatch(/^roll +3\.\d+ degrees \(turned upright\)$/m);
  expect(stdout).toMatch(/^ +10 {2}hair +1 +0 +\d+ +0\.\d{3}$|^ +10 {2}hair +1 +0 +\d+ +1\.000$/m);
  expect(stdout).toContain(`${url(env['TEMPORAL_UI_PORT']!)}/namespaces/default/workflows/`);
  const svg = await readFile(join(cwd, 'out/astronaut.svg'), 'utf8');
  const { width, height } = await sharp(join(cwd, 'out/astronaut.png')).metadata();
  expect(svg).toContain(`width="${width}" height="${height}"`);
  expect(await serviceAt(url(env['PORT']!)).isReady()).toBe(false);
});

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]);
  return stdout.split('\n').map(Number).filter((child) => child > 0);
}
