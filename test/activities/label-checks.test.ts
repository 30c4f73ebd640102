import { describe, expect, test } from 'vitest';
import { inspect } from '../../src/submissions/steps/inspect.ts';
import { readCase } from '../../src/cli/case.ts';
import { parseArtifact } from '../../src/submissions/steps/artifact.ts';
import type { LabelOptions } from '../../src/contract/options.ts';
import type { Canvas } from '../../src/contract/names.ts';
import type { DecodeInput } from '../../src/contract/steps.ts';
import { shippedCase, shippedLabelMap } from '../geometry/support/case.ts';
import { mirroredMap, relabel } from '../geometry/support/relabel.ts';
import type { Point } from '../../src/geometry/plane/affine.ts';
import type { LabelMap } from '../../src/geometry/lattice/label-map.ts';
import { useImaging } from '../support/imaging.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { encodePng } from '../support/png.ts';
import { OPTIONS } from '../support/submission-input.ts';

const imaging = useImaging();

async function inspected(name: 'astronaut' | 'synth-plain' | 'synth-holes', labels: Partial<LabelOptions> = {}, map?: LabelMap, points?: Point[]) {
  return (await inspectedAll(name, labels, map, points)).finding;
}

async function inspectedAll(
  name: 'astronaut' | 'synth-plain' | 'synth-holes', labels: Partial<LabelOptions>, map?: LabelMap, points?: Point[], canvas: Canvas = 'expand',
) {
  const store = createMemoryStore();
  const { portrait, labelMap, landmarks } = await readCase(`fixtures/${name}`);
  const input: DecodeInput = {
    portrait: store.put(portrait),
    labelMap: store.put(map === undefined ? labelMap : encodePng(map.width, map.height, map.ids, { bitDepth: 8, colourType: 0 })),
    landmarks: store.put(Buffer.from(JSON.stringify(points ?? landmarks))),
    alignment: { ...OPTIONS.alignment, canvas },
    labels: { ...OPTIONS.labels, ...labels },
    contours: OPTIONS.contours,
  };
  return inspect({ store, ...imaging() }, input, new AbortController().signal);
}

/** The map with a pixel in so many changed to any of its labels, the same ones each time. */
function strewn({ width, height, ids }: LabelMap, oneIn: number): LabelMap {
  const labels = [...new Set(ids)];
  let state = 1;
  const below = (n: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  return { width, height, ids: Uint8Array.from(ids, (id) => (below(oneIn) === 0 ? labels[below(labels.length)]! : id)) };
}

const codes = ({ warnings }: Awaited<ReturnType<typeof inspected>>): string[] => warnings.map(({ code }) => code);

describe('what decode finds out about labels', () => {
  test.each([
    ['astronaut', 'lapa-11', { eye: 1, brow: 0.5, nose: 1, lip: 1 }],
    ['synth-plain', 'lapa-11', { eye: 1, brow: 0.5, nose: 1, lip: 1 }],
    ['synth-holes', 'bisenet-19', { eye: 1, brow: 0.7, nose: 1, lip: 1 }],
  ] as const)('of %s: %s, without a warning, in small numbers', async (name, schema, landmarkShare) => {
    const finding = await inspected(name);
    expect(finding).toMatchObject({ labelSchema: schema, labels: { schema, source: 'shape', landmarkShare } });
    expect(codes(finding).filter((code) => code !== 'alignment_skipped')).toEqual([]);
    expect(JSON.stringify(finding.labels).length).toBeLessThan(300);
  });

  test('a schema stated in error is used with a warning, and is no mismatch', async () => {
    for (const schema of ['celebamask-19', 'facer-19', 'mediapipe-6'] as const) {
      const finding = await inspected('astronaut', { schema });
      expect(finding).toMatchObject({ labelSchema: schema, labels: { schema, source: 'stated', runnerUp: { schema: 'lapa-11' } } });
      expect(codes(finding)).toContain('label_schema_doubtful');
    }
  });

  test('labels that the stated schema does not know', async () => {
    expect(codes(await inspected('synth-holes', { schema: 'bisenet-19' }))).toEqual(['labels_not_in_schema']);
  });

  test('sides that landmarks and map disagree about', async () => {
    const swapped = relabel(shippedLabelMap('astronaut'), (id) => ({ 2: 3, 3: 2, 4: 5, 5: 4 })[id] ?? id);
    expect(codes(await inspected('astronaut', {}, swapped))).toEqual(['sides_swapped']);
  });

  test('a map that was mirrored is refused with a hint', async () => {
    const mirrored = inspected('synth-holes', {}, mirroredMap(shippedLabelMap('synth-holes')));
    await expect(mirrored).rejects.toMatchObject({ code: 'landmarks_do_not_match_map', message: expect.stringContaining('mirrored left to right') });
  });

  test('portrait, landmarks and map that were mirrored together are taken, with a warning', async () => {
    const mirror = (points: Point[], width: number) => points.map(([x, y]): Point => [width - x, y]);
    const { landmarks, portraitSize } = shippedCase('astronaut');
    const finding = await inspected('astronaut', {}, mirroredMap(shippedLabelMap('astronaut')), mirror(landmarks, portraitSize.width));
    expect(codes(finding)).toEqual(['mirrored_face']);
    expect(finding.rollDegrees).toBeCloseTo(-(await inspected('astronaut')).rollDegrees, 6);
  });

  test('specks hide no schema, and part no map from its landmarks', async () => {
    const map = strewn(shippedLabelMap('astronaut'), 100);
    expect(await inspected('astronaut', {}, map)).toMatchObject({ labelSchema: 'lapa-11', labels: { source: 'shape' }, warnings: [] });
    expect(codes(await inspected('astronaut', { schema: 'lapa-11' }, map))).toEqual([]);
  });

  test('a crop is not made to hold specks', async () => {
    const map = shippedLabelMap('astronaut');
    const withSpeck = { ...map, ids: map.ids.slice() };
    withSpeck.ids[0] = 1;
    const [clean, specked] = await Promise.all([map, withSpeck].map(async (each) => {
      const { artifacts } = await inspectedAll('astronaut', {}, each, undefined, 'crop');
      return parseArtifact<{ uprightSize: object }>(artifacts[0]!.bytes);
    }));
    expect(specked).toEqual(clean);
  });
});
