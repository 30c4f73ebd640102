import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseApiKeys, tenantOf } from '../../src/api-keys.ts';
import { digestOf } from '../../src/digest.ts';
import { serve, useApi } from '../http/support/api.ts';
import { complete, DOCUMENT, SVG } from '../http/support/result.ts';
import { running } from '../http/support/runs.ts';
import { Registry } from 'prom-client';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { frontal, type World } from './support/command-line.ts';
import { endRunsAtOnce } from './support/ending-runs.ts';

const api = useApi();
const here = (args: readonly string[], world: World = {}) => frontal(args, { ...world, env: { FRONTAL_URL: api().url, ...world.env } });

const FOLDER = 'fixtures/synth-plain';
const FILES = ['portrait.png', 'map.png', 'landmarks.json'].map((name) => join(FOLDER, name));
const [PORTRAIT, MAP, LANDMARKS] = FILES as [string, string, string];
const UNKNOWN = `${'a'.repeat(51)}q`;

/** A submission that was accepted and has not ended. */
async function pending(...options: string[]): Promise<string> {
  const { stdout, code } = await here(['submit', ...FILES, '--no-wait', ...options]);
  expect(code).toBe(0);
  return stdout.trim();
}

async function done(): Promise<string> {
  const id = await pending();
  await complete(api().database.steps, id);
  return id;
}

async function failed(): Promise<string> {
  const id = await pending();
  const failure = { code: 'NoFace', detail: 'The label map shows no face.', step: 'decode' as const };
  await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure });
  return id;
}

describe('what goes wrong is one line that says what to do, and an exit code', () => {
  const refused: [string, () => string[] | Promise<string[]>, number, RegExp][] = [
    ['no command', () => [], 2, /^Usage: frontal/],
    ['an unknown command', () => ['submti'], 2, /unknown command 'submti' \(Did you mean submit\?\)/],
    ['an unknown option', () => ['submit', ...FILES, '--fast'], 2, /unknown option '--fast'/],
    ['an argument too few', () => ['submit', PORTRAIT], 2, /missing required argument 'map'/],
    ['an argument too many', () => ['status', UNKNOWN, 'x'], 2, /too many arguments/],
    ['an option without its value', () => ['submit', ...FILES, '-o'], 2, /argument missing/],
    ['a number that is none', () => ['list', '--limit', 'ten'], 2, /'ten' is invalid\. Expected a whole number, 1 to 1000000\./],
    ['a choice that is none', () => ['export', UNKNOWN, '--format', 'dxf'], 2, /'dxf' is invalid\. Allowed choices are svg, png,/],
    ['an option of the service that is none', () => ['submit', ...FILES, '--option', 'contours'], 2, /--option contours is none: expected key=value/],
    ['a URL that is none', () => ['status', UNKNOWN, '--url', 'localhost'], 2, /--url is none: expected a URL such as/],
    ['a missing file', () => ['submit', 'nowhere.jpg', MAP, LANDMARKS], 2, /the portrait nowhere\.jpg cannot be read: there is no such file/],
    ['a folder in place of a file', () => ['submit', PORTRAIT, FOLDER, LANDMARKS], 2, /the label map fixtures\/synth-plain cannot be read: it is a folder/],
    ['landmarks that are none', () => ['submit', PORTRAIT, MAP, PORTRAIT], 4, /the landmarks in \S+ cannot be read: read as a table, .*JSON, a Python literal, CSV and \.pts are taken/],
    ['nobody at the address', () => ['status', UNKNOWN, '--url', 'http://127.0.0.1:1'], 3, /no service answers at http:\/\/127\.0\.0\.1:1\/: start one with `frontal serve`, or name another with --url or FRONTAL_URL/],
    ['nobody to wait for', () => ['wait', UNKNOWN, '--url', 'http://127.0.0.1:1'], 3, /no service answers/],
    ['an input that the service refuses', () => ['submit', MAP, PORTRAIT, LANDMARKS, '--option', 'style.fill_opacity=2'], 4, /\/segmentation_map: .*\/options\/style\/fill_opacity: .* \(invalid_segmentation_map\)\n$/],
    ['an option that the service does not know', () => ['submit', ...FILES, '--option', 'contours.smooth=1'], 4, /\/options\/contours\/smooth: There is no such option\. \(invalid_option\)/],
    ['an unknown id', () => ['status', UNKNOWN], 5, /There is no submission with this id\. \(not_found\)/],
    ['an id that is none', () => ['cancel', '../x'], 5, /There is no submission with this id/],
    ['an export of what has not ended', async () => ['export', await pending()], 5, /has not ended yet/],
    ['an export of an answer that is none', async () => ['export', await failed(), '--format', 'json'], 1, /failed at decode: The label map shows no face\. \(NoFace\)/],
    ['an output in a folder that is not there', async () => ['export', await done(), '-o', 'nowhere/x.svg'], 2, /nowhere\/x\.svg cannot be written: there is no folder nowhere/],
    ['a folder of a batch that is not there', () => ['batch', 'nowhere'], 2, /the folder nowhere cannot be read: there is no such folder/],
    ['a file in place of a batch', () => ['batch', PORTRAIT], 2, /cannot be read: it is a file/],
    ['a folder without cases', () => ['batch', 'src'], 2, /src holds no case: a case is a subfolder with portrait\.jpg/],
    ['a format that a batch does not know', () => ['batch', 'fixtures', '--format', 'svg,dxf'], 2, /--format dxf is none/],
    ['a drawing without anything that is other', () => ['draw', UNKNOWN], 2, /required option '--option <key=value>' not specified/],
    ['a drawing with an option that there is not', async () => ['draw', await done(), '--option', 'style.colour=red'], 4, /\/style\/colour: There is no such option\./],
    ['a submission that would be refused', () => ['validate', PORTRAIT, MAP, 'fixtures/astronaut/landmarks.json'], 4, /\(invalid_landmarks\)/],
    ['a shell without completion', () => ['completion', 'tcsh'], 2, /Allowed choices are bash, zsh, fish/],
  ];

  test.each(refused)('%s', async (_, args, code, line) => {
    const ran = await here(await args());
    expect(ran.stderr).toMatch(line);
    expect(ran.code).toBe(code);
    expect(ran.stdout).toBe('');
    if (!ran.stderr.startsWith('Usage')) expect(ran.stderr).toMatch(/^frontal: [^\n]+\n$/);
  });

  test('as JSON where that was asked for', async () => {
    const { code, stderr } = await here(['status', UNKNOWN, '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(stderr)).toEqual({ error: { code: 'not_found', detail: 'There is no submission with this id. (not_found)' } });
  });

  test('a key that is missing, and one that is wrong', async () => {
    const keys = parseApiKeys('clinic:clinic-key')!;
    const access = { tenantOf: (key: string) => tenantOf(keys, key), requestsPerMinute: null, corsOrigins: [] };
    const guarded = await serve({ ...api().deps, access, registry: new Registry() });
    const at = { env: { FRONTAL_URL: guarded.url } };
    try {
      for (const args of [['list'], ['list', '--api-key', 'another-key']]) {
        expect(await frontal(args, at)).toMatchObject({ code: 6, stderr: 'frontal: the service asks for an API key: set FRONTAL_API_KEY, or --api-key\n' });
      }
      expect((await frontal(['list', '--api-key', 'clinic-key'], at)).code).toBe(0);
      expect((await frontal(['list'], { env: { ...at.env, FRONTAL_API_KEY: 'clinic-key' } })).code).toBe(0);
    } finally {
      await guarded.close();
    }
  });

  test('a service that is too busy says when to come back', async () => {
    const busy = await serve({ ...api().deps, maxPending: 0, registry: new Registry() });
    try {
      const { code, stderr } = await frontal(['submit', ...FILES, '--url', busy.url]);
      expect(stderr).toMatch(/^frontal: .* \(busy\) Try again in \d+ s\.\n$/);
      expect(code).toBe(3);
    } finally {
      await busy.close();
    }
  });

  test('a submission that does not end in time', async () => {
    const id = await pending();
    const { code, stderr } = await here(['wait', id, '--timeout', '1', '--quiet']);
    expect(stderr).toBe(`frontal: submission ${id} is still pending after 1 s: wait for it with \`frontal wait\`, or longer with --timeout\n`);
    expect(code).toBe(3);
  });

  test('Ctrl-C', async () => {
    const stop = new AbortController();
    const id = await pending();
    setTimeout(() => stop.abort(new Error('interrupted')), 100);
    expect(await here(['wait', id, '--quiet'], { signal: stop.signal })).toMatchObject({ code: 130, stdout: '', stderr: '' });
  });
});

describe('submit', () => {
  test('shows the steps, writes the drawing and says what came out', async () => {
    endRunsAtOnce(api());
    const file = join(await temporaryFolder(), 'face.svg');
    const { code, stdout, stderr } = await here(['submit', ...FILES, '-o', file, '--option', 'style.labels=names', '--option', 'contours.min_part_px=0']);
    expect(code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(SVG);
    expect(stderr).toBe('  done\n');
    const id = api().runs.started[0]!.submissionId;
    expect(stdout).toContain(`submission  ${id}\ndrawing     ${file}\nroll        12.50 degrees (turned upright)\n`);
    expect(stdout).toContain('    1  skin                  1      0          64   1.000\n');
    expect(api().runs.started[0]!.options).toMatchObject({ style: { labels: 'names' }, contours: { min_part_px: 0 } });
  });

  test('draws a bar on a terminal', async () => {
    endRunsAtOnce(api());
    const { stderr } = await here(['submit', ...FILES], { isTTY: true });
    expect(stderr).toMatch(/done {7}█{40} 100 %/);
  });

  test('prints the id alone, the answer alone, the drawing alone, or nothing', async () => {
    endRunsAtOnce(api());
    const whole = JSON.parse((await here(['submit', ...FILES, '--json'])).stdout);
    expect(whole).toMatchObject({ status: 'done', regions: [{ name: 'skin' }] });
    expect(await here(['submit', ...FILES, '--no-wait'])).toMatchObject({ code: 0, stdout: `${whole.id}\n`, stderr: '' });
    expect(JSON.parse((await here(['submit', ...FILES, '--no-wait', '--json'])).stdout)).toMatchObject({ id: whole.id, status: 'done', links: {} });
    expect(await here(['submit', ...FILES, '-o', '-', '--quiet'])).toMatchObject({ stdout: SVG, stderr: '' });
    expect(await here(['submit', ...FILES, '--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  test('fails with the submission', async () => {
    endRunsAtOnce(api(), new Set([digestOf(await readFile(PORTRAIT))]));
    const { code, stderr } = await here(['submit', ...FILES, '--quiet']);
    expect(stderr).toMatch(/^frontal: submission \w{52} failed at decode: The label map shows no face\. \(NoFace\)\n$/);
    expect(code).toBe(1);
  });

  test('reads landmarks in another form as the same submission', async () => {
    const points = JSON.parse(await readFile(LANDMARKS, 'utf8')) as { x: number; y: number }[];
    const folder = await temporaryFolder();
    const forms = {
      'a.txt': `{'landmarks': [${points.map(({ x, y }) => `(${x}, ${y})`).join(', ')}]}`,
      'b.csv': `x,y\n${points.map(({ x, y }) => `${x},${y}`).join('\n')}`,
      'c.npy.txt': `[${points.map(({ x, y }) => `[${x} ${y}]`).join('\n ')}]`,
    };
    const ids = [await pending()];
    for (const [name, text] of Object.entries(forms)) {
      await writeFile(join(folder, name), text);
      ids.push((await here(['submit', PORTRAIT, MAP, join(folder, name), '--no-wait'])).stdout.trim());
    }
    expect(new Set(ids).size).toBe(1);
  });
});

describe('validate', () => {
  test('says what a submission would be seen as, and sends none', async () => {
    const { code, stdout, stderr } = await here(['validate', ...FILES]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^valid {7}it would be submission \w{52}\nlandmarks {3}mediapipe-478, roll 0\.00 degrees\nlabels {6}lapa-11 \(shape, confidence /);
    expect(stdout).toMatch(/^ {4}6 {2}nose +\d+$/m);
    expect(code).toBe(0);
    expect(api().runs.started).toEqual([]);
    const answer = JSON.parse((await here(['validate', ...FILES, '--json'])).stdout);
    expect(answer.id).toBe(await pending());
    expect((await here(['validate', ...FILES, '--quiet'])).stdout).toBe('');
  });
});

describe('draw', () => {
  test('draws what was sent with other options, and prints the id of that', async () => {
    endRunsAtOnce(api());
    await here(['submit', ...FILES, '--quiet']);
    const id = api().runs.started[0]!.submissionId;
    const file = join(await temporaryFolder(), 'print.svg');
    const { code, stdout } = await here(['draw', id, '--option', 'style.theme=print', '-o', file]);
    expect(code).toBe(0);
    const drawn = api().runs.started[1]!;
    expect(stdout).toBe(`${drawn.submissionId}\n`);
    expect(drawn.options.style.theme).toBe('print');
    expect(drawn.portrait).toBe(api().runs.started[0]!.portrait);
    expect(await readFile(file, 'utf8')).toBe(SVG);
    expect((await here(['draw', id, '--option', 'style.theme=print', '-o', '-', '--quiet'])).stdout).toBe(SVG);
  });
});

describe('status and wait', () => {
  test('say how far a submission is', async () => {
    const id = await pending();
    api().runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }));
    expect(await here(['status', id])).toMatchObject({ code: 0, stdout: `submission  ${id}\nstatus      processing at contour, 50 %\n`, stderr: '' });
    expect(JSON.parse((await here(['status', id, '--json'])).stdout)).toMatchObject({ id, step: 'contour' });
    await complete(api().database.steps, id);
    expect((await here(['status', id])).stdout).toContain(`status      done\nroll        12.50`);
  });

  test('fail with the submission', async () => {
    const id = await failed();
    for (const command of ['status', 'wait']) {
      const { code, stdout } = await here([command, id]);
      expect(stdout).toContain('failed at decode: The label map shows no face. (NoFace)');
      expect(code).toBe(1);
    }
  });

  test('wait ends with the submission', async () => {
    const id = await pending();
    const waiting = here(['wait', id]);
    setTimeout(() => void complete(api().database.steps, id), 200);
    const { code, stdout, stderr } = await waiting;
    expect(code).toBe(0);
    expect(stdout).toContain('status      done');
    expect(stderr).toMatch(/^(  pending\n)?  done\n$/);
  });
});

describe('export', () => {
  test('writes the drawing to a file, and to stdout', async () => {
    const id = await done();
    const file = join(await temporaryFolder(), 'face.svg');
    expect(await here(['export', id, '-o', file])).toMatchObject({ code: 0, stdout: `svg         ${file}\n` });
    expect(await readFile(file, 'utf8')).toBe(SVG);
    expect((await here(['export', id])).stdout).toBe(SVG);
    expect(JSON.parse((await here(['export', id, '-o', file, '--json'])).stdout)).toEqual({ file, media_type: 'image/svg+xml', bytes: SVG.length });
  });

  test('writes the answer in the frame that was asked for', async () => {
    const id = await done();
    const frames = ['upright', 'original'] as const;
    const [upright, original] = (await Promise.all(frames.map((frame) => here(['export', id, '--format', 'json', '--frame', frame])))).map(({ stdout }) => JSON.parse(stdout));
    expect(upright.mask_contours).toEqual(DOCUMENT.mask_contours);
    expect(original).toMatchObject({ frame: 'original', mask_contours: { '1': [[-1, 0], [7, 0], [7, 8], [-1, 8]] } });
  });

  test.each([
    ['geojson', /^\{"type":"FeatureCollection"/],
    ['coco', /"annotations":\[/],
    ['labelme', /"shapes":\[/],
  ])('%s', async (format, content) => {
    const id = await done();
    const { code, stdout, stderr } = await here(['export', id, '--format', format]);
    expect(stderr).toBe('');
    expect(stdout).toMatch(content);
    expect(code).toBe(0);
  });

  test('writes no picture to a terminal', async () => {
    const id = await done();
    const { code, stderr } = await here(['export', id, '--format', 'label-map'], { isTTY: true });
    expect(stderr).toBe('frontal: label-map is a picture and no text for a terminal: name a file with -o\n');
    expect(code).toBe(2);
    expect((await here(['export', id, '--format', 'label-map'])).bytes.subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('list', () => {
  test('shows the newest first, as many as asked for, page by page', async () => {
    expect(await here(['list'])).toMatchObject({ code: 0, stdout: '' });
    const ids = [];
    for (const n of [1, 2, 3]) ids.push(await pending('--option', `contours.min_part_px=${n}`));
    await complete(api().database.steps, ids[1]!);
    expect((await here(['list', '--quiet'])).stdout).toBe(`${ids.toReversed().join('\n')}\n`);
    expect((await here(['list', '--quiet', '--limit', '2'])).stdout).toBe(`${ids[2]}\n${ids[1]}\n`);
    expect((await here(['list', '--status', 'done'])).stdout).toMatch(new RegExp(`^${ids[1]}  done        20\\d\\d-\\S+\n$`));
    expect((await here(['list', '--json'])).stdout.trim().split('\n').map((line) => JSON.parse(line).status)).toEqual(['pending', 'done', 'pending']);
  });
});

describe('cancel and delete', () => {
  test('a submission that runs is told to stop', async () => {
    const id = await pending();
    const cancelling = here(['cancel', id]);
    await expect.poll(() => api().runs.cancelled).toEqual([id]);
    await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'cancelled', failure: null });
    expect(await cancelling).toMatchObject({ code: 0, stdout: `${id} cancelled\n` });
  });

  test('what is erased is gone, and erased again without complaint', async () => {
    const id = await done();
    expect(await here(['delete', id])).toMatchObject({ code: 0, stdout: `${id} erased\n` });
    expect(await here(['status', id])).toMatchObject({ code: 5, stderr: expect.stringContaining('(gone)') });
    expect(JSON.parse((await here(['delete', id, '--json'])).stdout)).toEqual({ id, status: 'erased' });
    expect((await here(['delete', id, UNKNOWN])).code).toBe(5);
  });
});

test('a landmark file may lie anywhere, a folder of that name is none', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'landmarks.json'));
  const { code, stderr } = await here(['submit', PORTRAIT, MAP, join(folder, 'landmarks.json')]);
  expect(stderr).toContain('it is a folder');
  expect(code).toBe(2);
});
