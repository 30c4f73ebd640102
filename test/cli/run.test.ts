import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, test } from 'vitest';
import { createActivities } from '../../activities/index.ts';
import { readConfig } from '../../src/settings/config.ts';
import { canonicalJson } from '../../src/content/canonical-json.ts';
import { readInputs } from '../../src/cli/input-files.ts';
import { readSubmission } from '../../src/http/input/request.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../src/imaging/header.ts';
import { createImaging } from '../../src/imaging/imaging.ts';
import { createPixelCache } from '../../src/imaging/pixel-cache.ts';
import { createPixelPool } from '../../src/imaging/pool.ts';
import { createMemoryRoom } from '../../src/content/memory-room.ts';
import { imagingLimits } from '../../src/processes/limits.ts';
import { decodeInput, renderInput } from '../../src/contract/steps.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { frontal } from './support/command-line.ts';

const filesOf = (name: string, portrait = 'portrait.jpg') => [portrait, 'map.png', 'landmarks.json'].map((file) => join('fixtures', name, file)) as [string, string, string];
const ASTRONAUT = filesOf('astronaut');

describe('what is refused without a server, with the words and the exit code of one', () => {
  test.each<[string, string[], string]>([
    ['an option out of range', ['--option', 'style.fill_opacity=2'], '(invalid_option)'],
    ['a webhook, since nobody would be told', ['--option', 'webhook={"url":"https://example.com/hook"}'], 'leave `webhook` out'],
    ['a step that finds nothing to draw', ['--option', 'labels.include=[99]'], 'leaves no label of the label map to draw. (invalid_option)'],
  ])('%s', async (_, options, line) => {
    const { code, stdout, stderr } = await frontal(['run', ...ASTRONAUT, '--quiet', ...options]);
    expect(stderr).toMatch(/^frontal: [^\n]+\n$/);
    expect(stderr).toContain(line);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  });

  test('pictures in each other\'s place', async () => {
    const [portrait, , landmarks] = ASTRONAUT;
    expect(await frontal(['run', portrait, portrait, landmarks])).toMatchObject({ code: 4, stderr: expect.stringContaining('(lossy_segmentation_map)') });
  });

  test('a setting that makes no sense', async () => {
    const { code, stderr } = await frontal(['run', ...ASTRONAUT], { env: { PIXEL_THREADS: 'many' } });
    expect(stderr).toBe('frontal: PIXEL_THREADS is "many"; expected a whole number, 1 to 64 (invalid_option)\n');
    expect(code).toBe(4);
  });
});

test.each([
  ['astronaut', ASTRONAUT, []],
  ['synth-holes with options', filesOf('synth-holes'), ['--option', 'style.theme=print', '--option', 'contours.detail=editable', '--option', 'zones=["cheek_left"]', '--option', 'measures=true']],
] as const)('%s: the same bytes as the activities of a worker', async (_, files, options) => {
  const file = join(await temporaryFolder(), 'face.svg');
  const { code, stdout, stderr } = await frontal(['run', ...files, '-o', file, '--json', ...options]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const { svg, timings_ms: times, id, status, ...document } = JSON.parse(stdout);
  expect(Buffer.from(svg, 'base64').equals(await readFile(file))).toBe(true);
  expect({ status, total: times.total > 0 }).toEqual({ status: 'done', total: true });

  const worker = await byActivities(files, options);
  expect((await readFile(file)).equals(worker.svg)).toBe(true);
  expect(canonicalJson(document)).toBe(canonicalJson(worker.document));
  expect(id).toBe(worker.id);
});

test('the drawing alone goes to stdout, and the steps to stderr', async () => {
  const { stdout, stderr } = await frontal(['run', ...filesOf('synth-plain', 'portrait.png'), '-o', '-', '--option', 'style.portrait=none']);
  expect(stdout).toMatch(/^<\?xml.*<\/svg>\s*$/s);
  expect(stderr).toBe('  decode\n  contour\n  render\n');
});

/** The same submission through the activities as Temporal would call them. */
async function byActivities(files: readonly [string, string, string], options: readonly string[]) {
  const [portrait, labelMap, landmarks] = files;
  const limits = imagingLimits(readConfig({}));
  const inputs = await readInputs({ portrait, labelMap, landmarks });
  const chosen: Record<string, unknown> = {};
  for (const option of options.filter((text) => text !== '--option')) {
    const [path = '', text = ''] = option.split('=');
    const value = /^[[{tf]/.test(text) ? JSON.parse(text) : text;
    const [group = '', key] = path.split('.');
    if (key === undefined) chosen[group] = value;
    else chosen[group] = { ...(chosen[group] as object), [key]: value };
  }
  const body = { image: inputs.portrait, segmentation_map: inputs.labelMap, landmarks: inputs.landmarks, options: chosen };
  const submission = await readSubmission(body, { headers: { checkPortraitHeader, checkLabelMapHeader }, limits, retentionMs: 1000, checkWebhook: () => {} }, null);
  const store = createMemoryStore();
  for (const artifact of [submission.portrait, submission.labelMap, submission.landmarks]) store.put(artifact.bytes, artifact.mediaType);
  const pool = createPixelPool({ threads: 1 });
  try {
    const imaging = createImaging({ pool, limits });
    const steps = createActivities({ store, imaging, pixels: createPixelCache({ maxBytes: 2 ** 26 }), room: createMemoryRoom(2 ** 30) });
    const run = <I, O>(activity: (given: I) => Promise<O>, given: I) => new MockActivityEnvironment().run(activity, given) as Promise<O>;
    const { id: submissionId, portrait, labelMap, landmarks, options: read } = submission;
    const input = { submissionId, portrait: portrait.digest, labelMap: labelMap.digest, landmarks: landmarks.digest, options: read };
    const decoded = await run(steps.decode, decodeInput(input));
    const rotated = await run(steps.rotate, decoded.rotate.input);
    const contoured = await run(steps.contour, decoded.contour.input);
    await run(steps.render, renderInput(input, { found: null, decoded, rotated, contoured }));
    const result = store.completed.get(submission.id)!;
    const stored = (digest: string) => Buffer.from(store.artifacts.get(digest)!);
    return { id: submission.id, svg: stored(result.svg), document: JSON.parse(stored(result.document).toString()) };
  } finally {
    await pool.close();
  }
}
