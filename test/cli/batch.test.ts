import { appendFile, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import type { BatchEntry } from '../../src/cli/batch/state-file.ts';
import { digestOf } from '../../src/content/digest.ts';
import { serve, useApi } from '../http/support/api.ts';
import { SVG } from '../http/support/result.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { frontal, type World } from './support/command-line.ts';
import { endRunsAtOnce } from './support/ending-runs.ts';

const api = useApi();
const batch = (folder: string, args: readonly string[] = [], world: World = {}) => frontal(['batch', folder, ...args], { env: { FRONTAL_URL: api().url }, ...world });

const PLAIN = 'fixtures/synth-plain';
const STATE = '.frontal-batch.jsonl';

/** A folder of cases that differ by a blank behind their landmarks' numbers, and so by nothing that counts, but for their portraits. */
async function cases(...names: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const name of names) await putCase(folder, name);
  return folder;
}

async function putCase(folder: string, name: string): Promise<void> {
  const own = join(folder, name);
  await mkdir(own);
  // Bytes after the end of a PNG make another portrait of the same pixels.
  await writeFile(join(own, 'portrait.png'), Buffer.concat([await readFile(`${PLAIN}/portrait.png`), Buffer.from(name)]));
  await copyFile(`${PLAIN}/map.png`, join(own, 'map.png'));
  await copyFile(`${PLAIN}/landmarks.json`, join(own, 'landmarks.json'));
}

const entries = async (folder: string): Promise<BatchEntry[]> =>
  (await readFile(join(folder, STATE), 'utf8')).trim().split('\n').map((line) => JSON.parse(line));

describe('what is refused', () => {
  test('cases without a portrait, before anything is sent', async () => {
    const folder = await cases('a', 'b', 'c');
    await rm(join(folder, 'a/portrait.png'));
    await rm(join(folder, 'c/portrait.png'));
    const { code, stderr } = await batch(folder);
    expect(stderr).toBe(`frontal: ${folder}/a holds no portrait.png, .jpg or .webp; ${folder}/c holds no portrait.png, .jpg or .webp\n`);
    expect(code).toBe(2);
    expect(api().runs.started).toEqual([]);
  });

  test('a state that is none', async () => {
    const folder = await cases('a');
    await writeFile(join(folder, STATE), 'once upon a time\n');
    expect(await batch(folder)).toMatchObject({ code: 2, stderr: `frontal: line 1 of ${join(folder, STATE)} is no state of a batch: remove the file to begin anew\n` });
  });

  test('an output folder that is a file', async () => {
    const folder = await cases('a');
    const { code, stderr } = await batch(folder, ['-o', join(folder, 'a/map.png')]);
    expect(stderr).toMatch(/^frontal: the folder \S+ cannot be made: EEXIST/);
    expect(code).toBe(2);
  });

  test('a service that is not there', async () => {
    const { code, stderr } = await batch(await cases('a', 'b'), ['--url', 'http://127.0.0.1:1']);
    expect(stderr).toMatch(/^frontal: no service answers at [^\n]+\n$/);
    expect(code).toBe(3);
  });
});

test('every case gets its files beside it or in one folder, and a line in the summary', async () => {
  endRunsAtOnce(api());
  const folder = await cases('ann', 'bob');
  await mkdir(join(folder, 'notes'));
  await writeFile(join(folder, 'notes/readme.txt'), 'no case');
  const { code, stdout, stderr } = await batch(folder, ['--format', 'svg,json,geojson']);
  expect(code).toBe(0);
  expect(stderr.split('\n').sort()).toEqual(['', '  ann: done', '  bob: done']);
  expect(stdout.replace(/ +\d+$/gm, '')).toBe(
    'case  status    points  least IoU       ms\nann   done           4      1.000\nbob   done           4      1.000\n\n2 cases: 2 done, 0 done before, 0 failed\n',
  );
  for (const name of ['ann', 'bob']) {
    expect((await readdir(join(folder, name))).sort()).toEqual(['frontal.geojson', 'frontal.json', 'frontal.svg', 'landmarks.json', 'map.png', 'portrait.png']);
    expect(await readFile(join(folder, name, 'frontal.svg'), 'utf8')).toBe(SVG);
  }
  const out = join(await temporaryFolder(), 'new/out');
  expect((await batch(folder, ['-o', out, '--quiet'])).stdout).toBe('');
  expect((await readdir(out)).sort()).toEqual([STATE, 'ann.svg', 'bob.svg']);
});

test('options go to every case', async () => {
  endRunsAtOnce(api());
  await batch(await cases('a', 'b'), ['--option', 'contours.min_part_px=9']);
  expect(api().runs.started.map(({ options }) => options.contours.min_part_px)).toEqual([9, 9]);
});

test('no more at once than asked for', async () => {
  endRunsAtOnce(api());
  const folder = await cases('a', 'b', 'c', 'd', 'e');
  let inside = 0;
  let most = 0;
  const find = api().database.submissions.find.bind(api().database.submissions);
  const submissions = {
    ...api().database.submissions,
    async find(id: string) {
      most = Math.max(most, ++inside);
      const found = await find(id);
      inside -= 1;
      return found;
    },
  };
  const counted = await serve({ ...api().deps, submissions, registry: new Registry() });
  try {
    expect((await batch(folder, ['--concurrency', '2', '--url', counted.url])).code).toBe(0);
    expect(most).toBeLessThanOrEqual(2);
  } finally {
    await counted.close();
  }
});

describe('going on', () => {
  test('what is done is left alone, until its files, options or outputs change', async () => {
    endRunsAtOnce(api());
    const folder = await cases('a', 'b');
    await batch(folder);
    const started = () => api().runs.started.length;
    expect(started()).toBe(2);

    const again = await batch(folder);
    expect(again.stdout).toMatch(/^a +as it was .*\nb +as it was .*\n\n2 cases: 0 done, 2 done before, 0 failed$/m);
    expect(started()).toBe(2);

    await appendFile(join(folder, 'b/portrait.png'), 'other');
    expect((await batch(folder)).stdout).toContain('2 cases: 1 done, 1 done before, 0 failed');
    expect(started()).toBe(3);

    await rm(join(folder, 'a/frontal.svg'));
    expect((await batch(folder)).stdout).toContain('2 cases: 1 done, 1 done before, 0 failed');
    expect(await readFile(join(folder, 'a/frontal.svg'), 'utf8')).toBe(SVG);
    expect(started()).toBe(3); // the service had it still

    expect((await batch(folder, ['--option', 'measures=true'])).stdout).toContain('2 cases: 2 done, 0 done before');
    expect(started()).toBe(5);
  });

  test('after an interruption nothing is computed twice and nothing is left out', async () => {
    endRunsAtOnce(api());
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const folder = await cases(...names);
    const stop = new AbortController();
    const start = api().runs.start;
    api().runs.start = async (input, options) => {
      if (api().runs.started.length === 3) stop.abort(new Error('interrupted'));
      return start(input, options);
    };
    expect(await batch(folder, ['--concurrency', '1', '--quiet'], { signal: stop.signal })).toMatchObject({ code: 130, stdout: '', stderr: '' });
    expect((await entries(folder)).map(({ case: name }) => name)).toEqual(['a', 'b', 'c']);

    const { code, stdout } = await batch(folder);
    expect(code).toBe(0);
    expect(stdout).toContain('6 cases: 3 done, 3 done before, 0 failed');
    const ids = api().runs.started.map(({ submissionId }) => submissionId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(6);
    expect((await entries(folder)).map(({ case: name }) => name).sort()).toEqual(names);
  });

  test('a last line that was cut off is passed over', async () => {
    endRunsAtOnce(api());
    const folder = await cases('a', 'b');
    await batch(folder);
    const file = join(folder, STATE);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -30));
    expect((await batch(folder)).stdout).toContain('2 cases: 1 done, 1 done before, 0 failed');
    expect(await entries(folder)).toHaveLength(2);
  });

  test('what has failed is reported, and sent again where that is asked for', async () => {
    const folder = await cases('bad', 'good', 'unreadable');
    await writeFile(join(folder, 'unreadable/landmarks.json'), 'none');
    const failing = new Set([digestOf(await readFile(join(folder, 'bad/portrait.png')))]);
    endRunsAtOnce(api(), failing);
    const first = await batch(folder);
    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(/^bad +failed +submission \w{52} failed at decode: The label map shows no face\. \(NoFace\)$/m);
    expect(first.stdout).toMatch(/^unreadable +failed +the landmarks in \S+ cannot be read/m);
    expect(first.stdout).toContain('3 cases: 1 done, 0 done before, 2 failed (--retry-failed sends those again)');

    const second = await batch(folder);
    expect(second).toMatchObject({ code: 1, stderr: '' });
    expect(second.stdout).toContain('3 cases: 0 done, 1 done before, 2 failed');
    expect(api().runs.started).toHaveLength(2);

    failing.clear();
    await copyFile(`${PLAIN}/landmarks.json`, join(folder, 'unreadable/landmarks.json'));
    const third = await batch(folder, ['--retry-failed']);
    expect(third.stdout).toContain('3 cases: 2 done, 1 done before, 0 failed');
    expect(third.code).toBe(0);
  });

  test('as JSON, a line for each case', async () => {
    endRunsAtOnce(api());
    const folder = await cases('a', 'b');
    const lines = (stdout: string) => stdout.trim().split('\n').map((line) => JSON.parse(line)).sort((one, other) => (one.case < other.case ? -1 : 1));
    const first = lines((await batch(folder, ['--json'])).stdout);
    expect(first).toMatchObject([{ case: 'a', status: 'done', points: 4, leastIou: 1, error: null }, { case: 'b', status: 'done' }]);
    expect(lines((await batch(folder, ['--json'])).stdout)).toEqual(first);
  });
});
