import { decode as decodePng } from 'fast-png';
import { MockActivityEnvironment } from '@temporalio/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { parseArtifact } from '../../src/submissions/steps/artifact.ts';
import type { RegionsArtifact } from '../../activities/contour.ts';
import { createActivities, type Activities } from '../../activities/index.ts';
import type { ContourOptions, LabelOptions } from '../../src/contract/options.ts';
import type { DecodeInput } from '../../src/contract/steps.ts';
import { readCase } from '../../src/cli/case.ts';
import { LABEL_PALETTE_COLOURS } from '../../src/geometry/labels/palettes.ts';
import { useImaging } from '../support/imaging.ts';
import { createMemoryStore, type MemoryStore } from '../support/memory-store.ts';
import { encodePng, type PngKind } from '../support/png.ts';
import { OPTIONS } from '../support/submission-input.ts';

const imaging = useImaging();

let store: MemoryStore;
let activities: Activities;
let input: DecodeInput;
let map: { width: number; height: number; data: ArrayLike<number> };
beforeEach(async () => {
  store = createMemoryStore();
  activities = createActivities({ store, ...imaging() });
  const { portrait, labelMap, landmarks } = await readCase('fixtures/astronaut');
  const points = (landmarks as { x: number; y: number }[]).map(({ x, y }) => [x, y]);
  map = decodePng(labelMap);
  input = {
    portrait: store.put(portrait),
    labelMap: store.put(labelMap),
    landmarks: store.put(Buffer.from(JSON.stringify(points))),
    alignment: OPTIONS.alignment,
    labels: OPTIONS.labels,
    // As close to the pixels as it gets, so that what one region becomes hardly shows in another.
    contours: { ...OPTIONS.contours, detail: { tolerance_px: 0 } },
  };
});

function run<I, O>(activity: (given: I) => Promise<O>, given: I): Promise<O> {
  return new MockActivityEnvironment().run(activity, given) as Promise<O>;
}

interface Changes {
  readonly labelMap?: string;
  readonly labels?: Partial<LabelOptions>;
  readonly contours?: Partial<ContourOptions>;
}

async function contoured({ labelMap = input.labelMap, labels, contours }: Changes = {}) {
  const given = { ...input, labelMap, labels: { ...input.labels, ...labels }, contours: { ...input.contours, ...contours } };
  const decoded = await run(activities.decode, given);
  const { regions: digest } = await run(activities.contour, decoded.contour.input);
  const { regions, quality } = parseArtifact<RegionsArtifact>(store.artifacts.get(digest)!);
  const byLabel = new Map(regions.map((region) => [region.label, region]));
  return { decoded, digest, regions, byLabel, quality };
}

const painted = (kind: PngKind, colours: PngKind['colours'], ids: ArrayLike<number> = map.data) =>
  store.put(encodePng(map.width, map.height, ids, { ...kind, colours: colours! }));

describe('a palette', () => {
  const palette = 'lapa-11';
  const LAPA = LABEL_PALETTE_COLOURS[palette];

  test('that does not know a colour of the map ends the submission, by name and place', async () => {
    const labelMap = painted({ colourType: 2, bitDepth: 8 }, LAPA);
    const failure = contoured({ labelMap, labels: { palette: 'bisenet-19' } });
    await expect(failure).rejects.toMatchObject({ type: 'invalid_segmentation_map', nonRetryable: true });
    await expect(failure).rejects.toThrow(/#000000 at column 0, row 0/);
  });

  test.each<PngKind>([{ colourType: 2, bitDepth: 8 }, { colourType: 6, bitDepth: 8 }, { colourType: 3, bitDepth: 4 }])(
    'gives the regions that the ids would give: %o',
    async (kind) => {
      const asIds = await contoured({ labels: { schema: palette } });
      const asColours = await contoured({ labelMap: painted(kind, LAPA), labels: { palette } });
      expect(asColours.digest).toBe(asIds.digest);
    },
  );

  test('states the schema of the labels, unless another one is stated', async () => {
    // Skin and eyes alone are a face to no schema.
    const few = Uint8Array.from({ length: map.data.length }, (_, i) => ([1, 4, 5].includes(map.data[i]!) ? map.data[i]! : 0));
    const ids = store.put(encodePng(map.width, map.height, few, { colourType: 0, bitDepth: 8 }));
    const colours = painted({ colourType: 2, bitDepth: 8 }, LAPA, few);
    const unnamed = await contoured({ labelMap: ids });
    expect(unnamed.decoded.labelSchema).toBe('unknown');
    const named = await contoured({ labelMap: colours, labels: { palette } });
    expect(named.decoded.labelSchema).toBe(palette);
    expect(named.regions.map(({ name }) => name)).toEqual(['skin', 'eye', 'eye']);
    const stated = await run(activities.decode, { ...input, labelMap: colours, labels: { ...input.labels, palette, schema: 'lapa-11' } });
    expect(stated.labelSchema).toBe('lapa-11');
  });

  test('is what one file is read by: with it and without it, one after the other, in one process', async () => {
    // Indices and colours of the two lips are exchanged.
    const exchanged = (label: number) => ({ 7: 9, 9: 7 })[label] ?? label;
    const indices = Uint8Array.from({ length: map.data.length }, (_, i) => exchanged(map.data[i]!));
    const labelMap = painted({ colourType: 3, bitDepth: 4 }, LAPA.map((_, label) => LAPA[exchanged(label)]!), indices);
    const plain = await contoured({ labels: { schema: palette } });
    const byColour = await contoured({ labelMap, labels: { palette } });
    expect(byColour.digest).toBe(plain.digest);
    const byIndex = await contoured({ labelMap, labels: { schema: palette } });
    expect(byIndex.byLabel.get(7)!.parts).toEqual(plain.byLabel.get(9)!.parts);
    expect(byIndex.byLabel.get(9)!.parts).toEqual(plain.byLabel.get(7)!.parts);
    const { decoded } = await contoured({ labelMap, labels: { palette } });
    expect(decoded.contour.remembered).toMatchObject({ regions: plain.digest });
  });
});

describe('a merge', () => {
  test('makes one region of its labels and leaves every other one as it was', async () => {
    const apart = await contoured();
    const merged = await contoured({ labels: { merge: { lips: [9, 7] } } });
    expect(merged.regions.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10]);
    expect(merged.byLabel.get(7)).toMatchObject({ name: 'lips', subject_side: null });
    // Where the seam ended, a border may turn a little otherwise: by less than a pixel side each time.
    const sum = apart.byLabel.get(7)!.area_px + apart.byLabel.get(9)!.area_px;
    expect(Math.abs(merged.byLabel.get(7)!.area_px - sum)).toBeLessThan(2);
    for (const label of [1, 2, 3, 4, 5, 6, 8, 10]) {
      const [before, after] = [apart.byLabel.get(label)!, merged.byLabel.get(label)!];
      expect(Math.abs(after.area_px - before.area_px), `label ${label}`).toBeLessThan(2);
      if (![1, 8].includes(label)) expect(after, `label ${label}`).toEqual(before);
    }
    expect(merged.quality).toMatchObject({ overlap_px: 0, gap_px: 0, crossings: 0 });
    expect(merged.decoded.labelSchema).toBe('lapa-11');
    expect(merged.decoded.warnings).toEqual(apart.decoded.warnings);
  });

  test('has no seam: what lay between its labels is drawn by nobody', async () => {
    const { byLabel } = await contoured({ labels: { merge: { face: [1, 2, 3, 4, 5, 6, 7, 8, 9] } } });
    expect([...byLabel.keys()]).toEqual([1, 10]);
    const face = byLabel.get(1)!;
    expect(face.name).toBe('face');
    expect(face.parts.every(({ holes }) => holes.length === 0)).toBe(true);
  });

  test('is meant by whoever names one of its labels', async () => {
    const merge = { lips: [7, 9] };
    expect((await contoured({ labels: { merge, include: [9] } })).regions.map(({ label }) => label)).toEqual([7]);
    const without = await contoured({ labels: { merge, exclude: [9] } });
    expect(without.regions.map(({ label }) => label)).toEqual([1, 2, 3, 4, 5, 6, 8, 10]);
  });

  test('has the side that all its labels share', async () => {
    const { byLabel } = await contoured({ labels: { merge: { right_eye_and_brow: [2, 4], left_eye_and_brow: [3, 5] } } });
    expect(byLabel.get(2)).toMatchObject({ subject_side: 'right', viewer_side: 'left' });
    expect(byLabel.get(3)).toMatchObject({ subject_side: 'left', viewer_side: 'right' });
  });

  test('of labels that the map does not hold warns; of one that it holds does not', async () => {
    const { decoded, digest } = await contoured({ labels: { merge: { ears: [20, 21], hair: [10, 22] } } });
    const [warning, ...others] = decoded.warnings.filter(({ code }) => code === 'merge_without_labels');
    expect(others).toEqual([]);
    expect(warning!.detail).toMatch(/none of the labels 20, 21 .* ears/);
    expect(digest).toBe((await contoured()).digest);
  });

  test('warns once, however many have labels that the map does not hold', async () => {
    const merge = Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`name_${i}`, [1000 + 2 * i, 1001 + 2 * i]]));
    const { decoded } = await contoured({ labels: { merge } });
    expect(decoded.warnings.filter(({ code }) => code === 'merge_without_labels')).toEqual([
      {
        code: 'merge_without_labels',
        detail: `The label map holds none of the labels that options.labels.merge joins to ${[0, 1, 2, 3, 4, 5, 6, 7].map((i) => `name_${i}`).join(', ')} and 56 more.`,
      },
    ]);
  });

  test('is computed anew by contour alone', async () => {
    const first = await contoured();
    await run(activities.rotate, first.decoded.rotate.input);
    const { decoded } = await contoured({ labels: { merge: { lips: [7, 9] } } });
    expect(decoded.alignment).toBe(first.decoded.alignment);
    expect(decoded.rotate.remembered).not.toBeNull();
    expect(decoded.contour.remembered).toBeNull();
  });
});

describe('smoothing in pixels', () => {
  test('changes pixels, tells how many, and leaves a partition of the same labels', async () => {
    const rough = await contoured();
    const smooth = await contoured({ contours: { presmooth_px: 2 } });
    expect(rough.quality.cleaned.presmoothed_pixels).toBe(0);
    expect(smooth.quality.cleaned.presmoothed_pixels).toBeGreaterThan(0);
    expect([...smooth.byLabel.keys()]).toEqual([...rough.byLabel.keys()]);
    expect(smooth.quality).toMatchObject({ overlap_px: 0, gap_px: 0, crossings: 0 });
    const perimeter = ({ regions }: typeof rough) => regions.reduce((sum, { perimeter_px: length }) => sum + length, 0);
    expect(perimeter(smooth)).toBeLessThan(perimeter(rough));
    expect(smooth.decoded.rotate.input).toEqual(rough.decoded.rotate.input);
  });

  test('comes after merging: no border of merged labels is smoothed', async () => {
    const labels = { merge: { face: [1, 2, 3, 4, 5, 6, 7, 8, 9] } };
    const apart = await contoured({ contours: { presmooth_px: 2 } });
    const merged = await contoured({ labels, contours: { presmooth_px: 2 } });
    expect(merged.quality.cleaned.presmoothed_pixels).toBeLessThan(apart.quality.cleaned.presmoothed_pixels);
  });
});

describe('labels that are left out', () => {
  test('take nothing of a budget of points', async () => {
    const detail = (max: number) => ({ contours: { detail: { max_points: max } } });
    const small = await contoured({ ...detail(12), labels: { include: [4] } });
    expect(small.regions.map(({ label }) => label)).toEqual([4]);
    expect(small.quality.points).toBeLessThanOrEqual(12);
    const { quality } = await contoured({ ...detail(80), labels: { include: [4] } });
    expect(quality.points).toBeGreaterThan(12);
    expect(quality.regions['4']!.iou).toBeGreaterThan(0.99);
    const { regions } = await contoured({ ...detail(12), labels: { include: [7, 4], exclude: [9], merge: { lips: [7, 9] } } });
    expect(regions.map(({ label }) => label)).toEqual([4]);
    await expect(contoured({ ...detail(12) })).rejects.toThrow(/take \d+ points or more/);
    await expect(contoured({ ...detail(12), labels: { include: [77] } })).rejects.toThrow(/leaves no label/);
  });

  test('change no other region; what is certified is what is sent', async () => {
    const all = await contoured();
    const some = await contoured({ labels: { include: [4, 6, 10] } });
    expect(some.regions.map(({ label }) => label)).toEqual([4, 6, 10]);
    for (const [label, { parts }] of some.byLabel) expect(parts).toEqual(all.byLabel.get(label)!.parts);
    for (const { regions, quality } of [all, some]) {
      const rings = regions.flatMap(({ parts }) => parts.flatMap(({ outer, holes }) => [outer, ...holes]));
      expect(quality.points).toBe(new Set(rings.flat().map(String)).size);
      expect(Object.keys(quality.regions)).toEqual(regions.map(({ label }) => String(label)));
    }
  });
});
