import { decode } from 'fast-png';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { createActivities, type Activities } from '../../activities/index.ts';
import type { RegionsArtifact } from '../../src/submissions/steps/regions-artifact.ts';
import { parseArtifact } from '../../src/submissions/steps/artifact.ts';
import type { DetailOption } from '../../src/contract/options.ts';
import type { DecodeInput, DecodeOutput, RenderInput } from '../../src/contract/steps.ts';
import { readCase } from '../../src/cli/case.ts';
import { checkPortraitHeader } from '../../src/imaging/header.ts';
import type { QualityDocument, ResultDocument } from '../../src/contract/result.ts';
import { LIMITS, useImaging } from '../support/imaging.ts';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.ts';
import { encodePng, type PngKind } from '../support/png.ts';
import { OPTIONS } from '../support/submission-input.ts';

const imaging = useImaging();

let store: MemoryStore;
let activities: Activities;
let input: DecodeInput;
beforeEach(async () => {
  store = createMemoryStore();
  activities = freshActivities();
  input = await stored('fixtures/astronaut');
});

/** Activities of a process that has just started: nothing of an earlier one is in memory. */
function freshActivities(): Activities {
  return createActivities({ store, ...imaging() });
}

async function stored(folder: string): Promise<DecodeInput> {
  const { portrait, labelMap, landmarks } = await readCase(folder);
  const points = (landmarks as { x: number; y: number }[]).map(({ x, y }) => [x, y]);
  return {
    portrait: store.put(portrait),
    labelMap: store.put(labelMap),
    landmarks: store.put(Buffer.from(JSON.stringify(points))),
    alignment: OPTIONS.alignment,
    labels: OPTIONS.labels,
    contours: OPTIONS.contours,
  };
}

/** Runs an activity as its `attempt`-th try. */
function run<I, O>(activity: (given: I) => Promise<O>, given: I, attempt = 1): Promise<O> {
  return new MockActivityEnvironment({ attempt }).run(activity, given) as Promise<O>;
}

const renderInput = (decoded: DecodeOutput, rotated: { uprightPortrait: string; mediaType: string }, regions: string): RenderInput => ({
  submissionId: 'submission',
  alignment: decoded.alignment,
  uprightPortrait: rotated.uprightPortrait,
  uprightMediaType: rotated.mediaType,
  regions,
  landmarks: input.landmarks,
  landmarkSchema: decoded.landmarkSchema,
  labels: decoded.labels,
  zones: [],
  measures: false,
  style: OPTIONS.style,
  warnings: decoded.warnings,
  stepMs: { decode: 1, rotate: 2, contour: 3 },
  attemptedBefore: false,
});

async function runAll(attempt = 1) {
  const decoded = await run(activities.decode, input, attempt);
  const rotated = await run(activities.rotate, decoded.rotate.input, attempt);
  const contoured = await run(activities.contour, decoded.contour.input, attempt);
  const rendered = await run(activities.render, renderInput(decoded, rotated, contoured.regions), attempt);
  return { decoded, rotated, contoured, rendered };
}

describe('refusals are failures that are never tried again, with the code of the contract', () => {
  const cases: [string, () => Partial<DecodeInput>, string][] = [
    ['a portrait that is cut short', () => ({ portrait: store.put(truncated(input.portrait)) }), 'invalid_image'],
    ['a label map that is cut short', () => ({ labelMap: store.put(truncated(input.labelMap)) }), 'invalid_segmentation_map'],
    ['landmarks outside the portrait', () => ({ landmarks: json([[10, 10], [5000, 10]]) }), 'invalid_landmarks'],
    ['landmarks of no known schema', () => ({ landmarks: json([[1, 1], [5, 1], [9, 4]]) }), 'unknown_landmark_schema'],
    ['landmarks of another face', () => ({ landmarks: json([[40, 600], [120, 600], [80, 640], [50, 670], [110, 670]]) }), 'landmarks_do_not_match_map'],
    ['an artifact that was erased', () => ({ portrait: '0'.repeat(64) }), 'not_found'],
  ];
  const truncated = (digest: string) => store.artifacts.get(digest)!.subarray(0, 1500);
  const json = (value: unknown) => store.put(Buffer.from(JSON.stringify(value)));

  test.each(cases)('%s', async (_, change, code) => {
    const failure = await run(activities.decode, { ...input, ...change() }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({ type: code, nonRetryable: true });
    expect(store.outputs.size).toBe(0);
  });

  test('options that leave nothing to draw', async () => {
    const { contour } = await run(activities.decode, { ...input, labels: { ...input.labels, include: [200] } });
    const failure = await run(activities.contour, contour.input).catch((error: unknown) => error);
    expect(failure).toMatchObject({ type: 'invalid_option', nonRetryable: true });
  });
});

describe('a submission', () => {
  test('goes through its four steps to an SVG and a document', async () => {
    const { decoded, contoured, rendered } = await runAll();
    expect(decoded).toMatchObject({ landmarkSchema: 'mediapipe-478', labelSchema: 'lapa-11' });
    expect(decoded.rollDegrees).toBeCloseTo(3.2, 0);
    expect(contoured.regionCount).toBe(10);

    const result = store.completed.get('submission')!;
    expect(result.svg).toBe(rendered.svg);
    expect(result.timings).toMatchObject({ decode: 1, rotate: 2, contour: 3 });
    const document = parseArtifact<ResultDocument>(store.artifacts.get(result.document)!);
    expect(document.regions.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(document.quality).toMatchObject({ overlap_px: 0, gap_px: 0 });
    expect(Buffer.from(store.artifacts.get(rendered.svg)!).toString()).toMatch(/^<\?xml|^<svg/);
  });

  test('costs one write a step once the pictures are decoded', async () => {
    const decoded = await run(activities.decode, input);
    store.calls.length = 0;
    const rotated = await run(activities.rotate, decoded.rotate.input);
    expect(store.calls.filter((call) => call !== 'load')).toEqual(['remember']);
    expect(rotated.bytes).toBeGreaterThan(0);
  });
});

describe('the same labels as another kind of PNG', () => {
  const regionsOf = async (labelMap: string) => {
    const decoded = await run(activities.decode, { ...input, labelMap });
    return (await run(activities.contour, decoded.contour.input)).regions;
  };
  const kinds: PngKind[] = [
    { colourType: 0, bitDepth: 16 },
    { colourType: 0, bitDepth: 4 },
    { colourType: 4, bitDepth: 8 },
    { colourType: 4, bitDepth: 16 },
    { colourType: 3, bitDepth: 8 },
    { colourType: 3, bitDepth: 4 },
    { colourType: 0, bitDepth: 8, interlaced: true },
  ];

  test.each(kinds)('gives the same regions: %o', async (kind) => {
    const plain = decode(store.artifacts.get(input.labelMap)!);
    const png = encodePng(plain.width, plain.height, plain.data, kind);
    expect(await regionsOf(store.put(png))).toBe(await regionsOf(input.labelMap));
  });

  test.each([1, 2] as const)('gives the same regions where %d bits hold them all', async (bitDepth) => {
    const { width, height, data } = decode(store.artifacts.get(input.labelMap)!);
    const few = Uint8Array.from(data, (label) => label & (2 ** bitDepth - 1));
    const regions = await Promise.all(
      [bitDepth, 8 as const].map((bits) => regionsOf(store.put(encodePng(width, height, few, { colourType: 0, bitDepth: bits })))),
    );
    expect(regions[0]).toBe(regions[1]);
  });
});

describe('the detail that is asked for', () => {
  const qualityAt = async (detail: DetailOption) => {
    const decoded = await run(activities.decode, { ...input, contours: { ...input.contours, detail } });
    const { regions } = await run(activities.contour, decoded.contour.input);
    return parseArtifact<RegionsArtifact>(store.artifacts.get(regions)!).quality;
  };
  const worst = ({ regions }: QualityDocument) => Math.min(...Object.values(regions).map(({ iou }) => iou));

  test('reaches the core: measure is lossless, a budget and a least IoU are kept, coarser is fewer', async () => {
    const measure = await qualityAt('measure');
    expect(worst(measure)).toBe(1);
    const balanced = await qualityAt('balanced');
    const editable = await qualityAt('editable');
    expect(editable.points).toBeLessThan(balanced.points);
    expect(balanced.points).toBeLessThan(measure.points);
    expect((await qualityAt({ max_points: 200 })).points).toBeLessThanOrEqual(200);
    expect(worst(await qualityAt({ min_iou: 0.97 }))).toBeGreaterThanOrEqual(0.97);
    const loose = await qualityAt({ tolerance_px: 3 });
    expect(Math.max(...Object.values(loose.regions).map((region) => region.max_deviation_px))).toBeLessThanOrEqual(3);
  });

  test('is refused where no drawing can have so few points', async () => {
    await expect(qualityAt({ max_points: 5 })).rejects.toMatchObject({ type: 'invalid_option', nonRetryable: true });
  });
});

describe('every step run twice has one effect', () => {
  test('in a process that has lost its memory, and on a retry', async () => {
    const first = await runAll();
    const held = new Set(store.artifacts.keys());
    const outputs = store.outputs.size;

    activities = freshActivities();
    const second = await runAll(2);

    expect(new Set(store.artifacts.keys())).toEqual(held);
    expect(store.outputs.size).toBe(outputs);
    expect(second.rendered.svg).toBe(first.rendered.svg);
    expect(second.contoured.regions).toBe(first.contoured.regions);
    expect(second.rotated.uprightPortrait).toBe(first.rotated.uprightPortrait);
  });

  test('a retry computes nothing that is remembered', async () => {
    const { decoded, rotated, contoured, rendered } = await runAll();
    activities = freshActivities();
    store.artifacts.clear(); // whoever computed again would find nothing to compute from
    expect(await run(activities.rotate, decoded.rotate.input, 2)).toMatchObject({ ms: 0 });
    expect(await run(activities.contour, decoded.contour.input, 2)).toMatchObject({ ms: 0 });
    // As a first try, of which only the run knows that it may be none.
    const again = { ...renderInput(decoded, rotated, contoured.regions), attemptedBefore: true };
    expect(await run(activities.render, again)).toMatchObject({ svg: rendered.svg, ms: 0 });
  });
});

describe('decode plans', () => {
  test('what an earlier submission has left behind', async () => {
    const fresh = await run(activities.decode, input);
    expect(fresh.rotate.remembered).toBeNull();
    expect(fresh.contour.remembered).toBeNull();
    await run(activities.rotate, fresh.rotate.input);

    const other = await run(activities.decode, { ...input, contours: { ...input.contours, detail: { tolerance_px: 2 } } });
    expect(other.rotate.remembered).toMatchObject({ ms: 0 });
    expect(other.contour.remembered).toBeNull();
  });

  test('from its own memory without decoding', async () => {
    const first = await run(activities.decode, input);
    activities = freshActivities();
    store.calls.length = 0;
    expect(await run(activities.decode, input)).toEqual({ ...first, ms: 0 });
    expect(store.calls).toEqual(['recall', 'recall']);
  });
});

describe('the upright frame', () => {
  test('has the landmarks where the portrait was turned to', async () => {
    await runAll();
    const { document } = [...store.completed.values()].at(-1)!;
    const { alignment, landmarks } = parseArtifact<ResultDocument>(store.artifacts.get(document)!);
    const [a, b, c, d, e, f] = alignment.matrix as [number, number, number, number, number, number];
    const sent = parseArtifact<[number, number][]>(store.artifacts.get(input.landmarks)!);
    expect(landmarks).toHaveLength(sent.length);
    for (const [i, [x, y]] of sent.entries()) {
      expect(landmarks[i]![0]).toBeCloseTo(a * x + c * y + e, 3);
      expect(landmarks[i]![1]).toBeCloseTo(b * x + d * y + f, 3);
    }
  });

  test('can be cropped to the face: portrait, landmarks and regions move together', async () => {
    const results = [];
    for (const canvas of ['expand', 'crop'] as const) {
      const decoded = await run(activities.decode, { ...input, alignment: { ...input.alignment, canvas, margin: 0 } });
      const rotated = await run(activities.rotate, decoded.rotate.input);
      const contoured = await run(activities.contour, decoded.contour.input);
      await run(activities.render, { ...renderInput(decoded, rotated, contoured.regions), submissionId: canvas });
      const { document } = store.completed.get(canvas)!;
      const header = await checkPortraitHeader(store.artifacts.get(rotated.uprightPortrait)!, LIMITS.portrait);
      results.push({ header, document: parseArtifact<ResultDocument>(store.artifacts.get(document)!) });
    }
    const [whole, cropped] = results as [(typeof results)[0], (typeof results)[0]];
    expect([cropped.header.width, cropped.header.height]).toEqual(cropped.document.alignment.upright_size);
    expect(cropped.header.width).toBeLessThan(whole.header.width);
    const skin = ({ regions }: ResultDocument) => regions.find(({ name }) => name === 'skin')!;
    const [x, y, width, height] = skin(cropped.document).bbox;
    expect([x >= -1, y >= -1, x + width <= cropped.header.width + 1, y + height <= cropped.header.height + 1]).toEqual([true, true, true, true]);
    const shift = skin(whole.document).bbox[0] - x;
    expect(whole.document.landmarks[0]![0] - cropped.document.landmarks[0]![0]).toBeCloseTo(shift, 2);
    expect(skin(cropped.document).area_px).toBeCloseTo(skin(whole.document).area_px, 1);
  });
});
