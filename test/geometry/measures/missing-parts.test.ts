import { describe, expect, test } from 'vitest';
import type { Face } from '../../../src/geometry/face/face.ts';
import { box, type Drawn, drawnFace, drawnLandmarks, drawnParts, LABELS } from './support/drawn-face.ts';
import { measuresOf } from './support/measures-of.ts';

function without(...labels: number[]): Face {
  const parts = drawnParts();
  for (const label of labels) parts.delete(label);
  return drawnFace(undefined, parts);
}

function withParts(...changes: [number, Drawn extends Map<number, infer P> ? P : never][]): Face {
  const parts = drawnParts();
  for (const [label, all] of changes) parts.set(label, all);
  return drawnFace(undefined, parts);
}

/** Two eyes, nose tip, corners of the mouth. */
function fivePoint(face: Face): Face {
  return { ...face, landmarks: [[-20, 0], [20, 0], [0, 25], [-15, 56], [15, 56]], schema: 'five-point' };
}

const told = (face: Face): string[] => measuresOf(face).warnings.map(({ detail }) => detail);

describe('thirds', () => {
  test('no hair: the upper third is null, and nothing has a share', () => {
    const { thirds, warnings } = measuresOf(without(LABELS.hair));
    expect(thirds).toMatchObject({ upper: null, middle: { px: 50, share: null }, lower: { px: 50, share: null }, points: { trichion: null }, complete: false });
    expect(warnings).toEqual([{ code: 'measures_thirds', detail: expect.stringContaining('no hairline') }]);
  });

  test('a fringe that reaches below the brows leaves no hairline', () => {
    const face = withParts([LABELS.hair, [{ outer: box(-60, -110, 60, 20), holes: [] }]], [LABELS.skin, [{ outer: box(-50, 20, 50, 90), holes: [] }]]);
    expect(measuresOf(face).thirds.points.trichion).toBeNull();
  });

  test('a gap between skin and hair is no hairline', () => {
    expect(measuresOf(withParts([LABELS.hair, [{ outer: box(-60, -110, 60, -62), holes: [] }]])).thirds.upper).toBeNull();
  });

  test('a strand over the forehead is passed over', () => {
    const face = withParts(
      [LABELS.hair, [{ outer: box(-60, -110, 60, -60), holes: [] }, { outer: box(-50, -30, 50, -28), holes: [] }]],
      [LABELS.skin, [{ outer: box(-50, -28, 50, 90), holes: [] }, { outer: box(-50, -60, 50, -30), holes: [] }]],
    );
    expect(measuresOf(face).thirds.points.trichion).toEqual({ point: [0, -60], source: 'skin_hair_border' });
  });

  test('a speck of skin in the hair is no forehead', () => {
    const face = withParts([LABELS.hair, [{ outer: box(-60, -110, 60, -64), holes: [] }, { outer: box(-60, -63, 60, -60), holes: [] }]], [
      LABELS.skin,
      [{ outer: box(-50, -60, 50, 90), holes: [] }, { outer: box(-2, -64, 2, -63), holes: [] }],
    ]);
    expect(measuresOf(face).thirds.points.trichion!.point).toEqual([0, -60]);
  });

  test('a neck that is marked as skin: the chin is the landmark, and that is told', () => {
    const { thirds, warnings } = measuresOf(withParts([LABELS.skin, [{ outer: box(-50, -60, 50, 130), holes: [] }]]));
    expect(thirds.points.menton).toEqual({ point: [0, 90], source: 'landmark' });
    expect(warnings).toEqual([{ code: 'measures_thirds', detail: expect.stringContaining('landmark of the chin') }]);
  });

  test('the border of the skin goes before a landmark near it', () => {
    const { thirds } = measuresOf(withParts([LABELS.skin, [{ outer: box(-50, -60, 50, 95), holes: [] }]]));
    expect(thirds).toMatchObject({ lower: { px: 55 }, points: { menton: { point: [0, 95], source: 'skin_border' } } });
  });

  test('points that do not follow one another', () => {
    const landmarks = drawnLandmarks();
    landmarks[2] = [0, -30];
    const measures = measuresOf(drawnFace(undefined, drawnParts(), landmarks));
    expect(measures.thirds).toMatchObject({ upper: { px: 50 }, middle: null, complete: false });
    expect(measures.warnings.map(({ detail }) => detail)).toEqual([expect.stringContaining('do not follow one another')]);
  });
});

describe('landmarks that know little', () => {
  test('five points: brows, nose and eyes of the map', () => {
    const { scale, thirds, fifths } = measuresOf(fivePoint(drawnFace()));
    expect(scale).toBeNull();
    expect(thirds).toMatchObject({
      upper: { px: 41, mm: null },
      middle: { px: 59 },
      lower: { px: 50 },
      points: {
        brow_line: { point: [0, -19], source: 'brow_regions' },
        subnasale: { point: [0, 40], source: 'nose_border' },
        menton: { point: [0, 90], source: 'skin_border' },
      },
    });
    expect(fifths).toMatchObject({ right_eye: { px: 20, mm: null, share: 0.2 }, points: { eye_outer_left: { source: 'eye_region' } }, complete: true });
  });

  test('five points and a map that names nothing: areas alone, about the midline of the landmarks', () => {
    const regions = drawnFace().regions.map((region) => ({ ...region, name: `label ${region.label}`, subjectSide: null, viewerSide: null }));
    const measures = measuresOf(fivePoint({ ...drawnFace(), regions }));
    expect(measures).toMatchObject({ midline: { source: 'landmarks', from_regions: 0, angle_degrees: 90 }, pairs: [], thirds: { complete: false }, fifths: { complete: false } });
    expect(measures.regions).toHaveLength(10);
    expect(new Set(measures.warnings.map(({ code }) => code))).toEqual(
      new Set(['measures_no_scale', 'measures_midline', 'measures_thirds', 'measures_fifths']),
    );
  });

  test('two eyes: the midline is the map’s, and there is no other to compare it with', () => {
    const face: Face = { ...drawnFace(), landmarks: [[-20, 0], [20, 0]], schema: 'two-point' };
    expect(measuresOf(face)).toMatchObject({ midline: { source: 'map', landmarks: null }, thirds: { complete: true } });
  });
});

describe('midline', () => {
  test.each([
    ['no eyes and brows', [LABELS.eyeLeft, LABELS.browRight]],
    ['no nose and mouth', [LABELS.nose, LABELS.upperLip, LABELS.innerMouth, LABELS.lowerLip]],
  ])('%s: that of the landmarks', (_, labels) => {
    const face = without(...labels);
    expect(measuresOf(face).midline).toMatchObject({ source: 'landmarks', from_regions: 0, spread: null });
    expect(told(face)).toContainEqual(expect.stringContaining('the midline is that of the landmarks'));
  });

  test('eyes and nose are enough', () => {
    const face = without(LABELS.browLeft, LABELS.browRight, LABELS.upperLip, LABELS.innerMouth, LABELS.lowerLip);
    expect(measuresOf(face).midline).toMatchObject({ source: 'map', from_regions: 3, angle_degrees: 90 });
  });

  test('upside down, it still runs from forehead to chin', () => {
    expect(measuresOf(drawnFace([-1, 0, 0, -1, 0, 0])).midline!.angle_degrees).toBe(-90);
  });
});

describe('fifths', () => {
  test('hair over one temple: the visible side of the face', () => {
    const face = withParts([LABELS.skin, [{ outer: box(-50, -60, 40, 90), holes: [] }]]);
    expect(measuresOf(face).fifths).toMatchObject({ left_side: { px: 10 }, right_side: { px: 20 } });
  });

  test('no skin at the eyes: the landmarks of the sides, and that is told', () => {
    const face = withParts([LABELS.skin, [{ outer: box(-50, 10, 50, 90), holes: [] }]]);
    expect(measuresOf(face).fifths).toMatchObject({ left_side: { px: 20 }, points: { face_left: { source: 'landmark' }, face_right: { source: 'landmark' } } });
    expect(told(face)).toContainEqual(expect.stringContaining('the landmark of that side of the face was taken'));
  });

  test('no skin and no such landmarks: the outer fifths are null', () => {
    const face = fivePoint(without(LABELS.skin));
    expect(measuresOf(face).fifths).toMatchObject({ right_side: null, right_eye: { px: 20, share: null }, left_side: null, complete: false });
    expect(told(face)).toContainEqual(expect.stringContaining('the fifth beside it is null'));
  });

  test('glasses cut the skin but are no side of the face, though they reach beyond it', () => {
    const bridged = withParts(
      [LABELS.skin, [{ outer: box(-50, -60, -40, 90), holes: [] }, { outer: box(-35, -60, 35, 90), holes: [] }, { outer: box(40, -60, 50, 90), holes: [] }]],
      [11, [{ outer: box(-70, -2, -50, 2), holes: [] }, { outer: box(-40, -2, -35, 2), holes: [] }, { outer: box(35, -2, 40, 2), holes: [] }, { outer: box(50, -2, 70, 2), holes: [] }]],
    );
    const regions = bridged.regions.map((region) => (region.label === 11 ? { ...region, name: 'glasses' } : region));
    expect(measuresOf({ ...bridged, regions }).fifths).toMatchObject({ right_side: { px: 20 }, left_side: { px: 20 }, complete: true });
    expect(measuresOf(bridged).fifths).toMatchObject({ right_side: { px: 5 }, left_side: { px: 5 } });
  });

  test('skin beyond background is not the same face', () => {
    const face = withParts([LABELS.skin, [{ outer: box(-50, -60, 50, 90), holes: [] }, { outer: box(70, -10, 80, 10), holes: [] }]]);
    expect(measuresOf(face).fifths.left_side!.px).toBe(20);
  });
});
