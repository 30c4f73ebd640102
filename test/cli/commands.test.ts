import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/content/digest.ts';
import { complete, DOCUMENT, SVG } from '../http/support/result.ts';
import { running } from '../http/support/runs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { FILES, UNKNOWN, useCommands } from './support/commands.ts';
import { endRunsAtOnce } from './support/ending-runs.ts';

const { api, run: here, pending, done, failed } = useCommands();
const [PORTRAIT, MAP, LANDMARKS] = FILES;

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
    expect(stderr).toMatch(/done +█{40} 100 %/);
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
    expect(await here(['status', id])).toMatchObject({ code: 0, stdout: `submission  ${id}\nstatus      running at contour, 50 %\n`, stderr: '' });
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
    const { calls } = api().runs;
    const waiting = here(['wait', id]);
    await expect.poll(() => api().runs.calls).toBeGreaterThan(calls);
    await complete(api().database.steps, id);
    const { code, stdout, stderr } = await waiting;
    expect(code).toBe(0);
    expect(stdout).toContain('status      done');
    expect(stderr).toMatch(/^(  queued\n)?(  running\n)?  done\n$/);
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
