import { describe, expect, it, test } from 'vitest';
import type { Warning } from '../../../src/contract/warning.ts';
import type { LabelSchemaName, LandmarkSchemaName } from '../../../src/contract/names.ts';
import type { Point } from '../../../src/geometry/plane/affine.ts';
import { GeometryError } from '../../../src/geometry/geometry-error.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { labelBlobs } from '../../../src/geometry/labels/label-blobs.ts';
import { checkMatch, type FaceInTwoForms } from '../../../src/geometry/alignment/match-landmarks.ts';
import { shippedCase, shippedLabelMap } from '../support/case.ts';
import { toInsightFace, toLapa, toWflw, toWholeBody } from '../support/dense-faces.ts';
import { POSED_SIZE, posedFace, toDlibFive, toFive, toSixtyEight } from '../support/faces.ts';
import { quarterTurn } from '../support/label-grids.ts';
import { drawnFace } from '../zones/faces.ts';
import { coarseMap, mirroredMap, relabel, shiftedMap, translate } from '../support/relabel.ts';

type Landmarks = readonly [LandmarkSchemaName, (mesh: readonly Point[]) => readonly Point[]];

const LISTS: readonly Landmarks[] = [
  ['mediapipe-478', (mesh) => mesh],
  ['mediapipe-468', (mesh) => mesh.slice(0, 468)],
  ['ibug-68', toSixtyEight],
  ['wflw-98', toWflw],
  ['lapa-106', toLapa],
  ['insightface-106', toInsightFace],
  ['coco-wholebody-133', (mesh) => toWholeBody(mesh, () => [5, 5])],
  ['five-point', toFive],
  ['dlib-5', toDlibFive],
  ['two-point', (mesh) => toFive(mesh).slice(0, 2)],
];
const MESHES = ['astronaut', 'synth-plain'] as const;
const pairs = MESHES.flatMap((name) => LISTS.map((list) => [name, list[0], list[1]] as const));

function pair(name: (typeof MESHES)[number], landmarkSchema: LandmarkSchemaName, take: Landmarks[1], map?: LabelMap): FaceInTwoForms {
  const { landmarks, portraitSize } = shippedCase(name);
  return withMap({ landmarks: take(landmarks), landmarkSchema, portraitSize, labelSchema: 'lapa-11' }, map ?? shippedLabelMap(name));
}

function withMap(face: Omit<FaceInTwoForms, 'labelMap' | 'blobs'>, labelMap: LabelMap): FaceInTwoForms {
  return { ...face, labelMap, blobs: labelBlobs(labelMap) };
}

/** `synth-holes`: a face aside of the middle, its map of another size. */
function holes(map = shippedLabelMap('synth-holes')): FaceInTwoForms {
  const { landmarks, portraitSize } = shippedCase('synth-holes');
  return withMap({ landmarks, landmarkSchema: 'ibug-68', portraitSize, labelSchema: 'bisenet-19' }, map);
}

const codes = (warnings: Warning[]): string[] => warnings.map(({ code }) => code);

function refused(face: FaceInTwoForms): string {
  try {
    checkMatch(face);
  } catch (error) {
    expect(error).toBeInstanceOf(GeometryError);
    expect(error).toMatchObject({ code: 'landmarks_do_not_match_map' });
    return (error as GeometryError).message;
  }
  return expect.fail('nothing was refused');
}

const half = (map: LabelMap): LabelMap => quarterTurn(quarterTurn(map));
const moved = (points: readonly Point[], dx: number, dy: number): Point[] => points.map(([x, y]) => [x + dx, y + dy]);

describe('refused, with a word on what would fit, is a map', () => {
  it.each(pairs)('of %s turned by a quarter or by half, against %s', (name, schema, take) => {
    const map = shippedLabelMap(name);
    expect(refused(pair(name, schema, take, half(map)))).toMatch(/turned by 180 degrees/);
    expect(refused(pair(name, schema, take, quarterTurn(map)))).toMatch(/turned by 90 degrees clockwise/);
    expect(refused(pair(name, schema, take, quarterTurn(half(map))))).toMatch(/90 degrees counterclockwise/);
    expect(() => checkMatch(pair(name, schema, take, mirroredMap(half(map))))).toThrow(GeometryError);
  });

  it.each([
    ['mirrored', mirroredMap, /mirrored left to right/],
    ['flipped', (map: LabelMap) => mirroredMap(half(map)), /flipped upside down/],
    ['turned by half', half, /turned by 180 degrees/],
    ['turned clockwise', quarterTurn, /turned by 90 degrees clockwise/],
    ['turned counterclockwise', (map: LabelMap) => quarterTurn(half(map)), /turned by 90 degrees counterclockwise/],
  ])('%s, of a face aside of the middle', (_, change, hint) => {
    expect(refused(holes(change(shippedLabelMap('synth-holes'))))).toMatch(hint);
  });
});

describe('refused is a pair', () => {
  it.each(pairs)('of %s with the map shifted by more than half the distance of the eyes, against %s', (name, schema, take) => {
    const eyes = toFive(shippedCase(name).landmarks);
    const far = Math.round(0.65 * (eyes[1]![0] - eyes[0]![0]));
    for (const [dx, dy] of [[far, 0], [-far, 0], [0, far], [0, -far]] as const) {
      expect(refused(pair(name, schema, take, shiftedMap(shippedLabelMap(name), dx, dy)))).toBeTruthy();
    }
  });

  it('of which every landmark lies on another label, though the eyes are not far off', () => {
    expect(refused(holes(shiftedMap(shippedLabelMap('synth-holes'), 45, 0)))).toMatch(/Do both belong to this portrait/);
  });

  it('of another face, or with the map taken for another size', () => {
    expect(refused(pair('astronaut', 'ibug-68', () => moved(shippedCase('synth-holes').landmarks, 0, -20)))).toBeTruthy();
    expect(refused({ ...holes(), portraitSize: { width: 1280, height: 720 } })).toBeTruthy();
  });

  it('that shows by nose and mouth alone, where glasses hide the eyes', () => {
    const dark = (map: LabelMap) => relabel(map, (id) => (id === 4 || id === 5 ? 6 : id));
    expect(refused(holes(half(dark(shippedLabelMap('synth-holes')))))).toBeTruthy();
  });

  it('without a coordinate in its message', () => {
    const message = refused(pair('astronaut', 'mediapipe-478', (mesh) => mesh, half(shippedLabelMap('astronaut'))));
    expect(message.replace('180 degrees', '')).not.toMatch(/\d/);
  });
});

describe('an honest pair', () => {
  it.each(pairs)('of %s and %s passes without a word', (name, schema, take) => {
    expect(checkMatch(pair(name, schema, take))).toEqual([]);
  });

  it('passes in every label schema, also without eyes or nose to compare', () => {
    for (const schema of ['bisenet-19', 'celebamask-19', 'facer-19', 'mt-14', 'easyportrait-9', 'mediapipe-6'] as const) {
      const map = translate(shippedLabelMap('astronaut'), 'lapa-11', schema);
      expect(checkMatch({ ...pair('astronaut', 'mediapipe-478', (mesh) => mesh, map), labelSchema: schema })).toEqual([]);
    }
  });

  it('passes lying on its side and on its head', () => {
    const { landmarks, portraitSize } = shippedCase('astronaut');
    let map = shippedLabelMap('astronaut');
    let points: readonly Point[] = landmarks;
    let size = portraitSize;
    for (let turn = 0; turn < 3; turn++) {
      map = quarterTurn(map);
      points = points.map(([x, y]): Point => [size.height - y, x]);
      size = { width: size.height, height: size.width };
      expect(checkMatch(withMap({ landmarks: points, landmarkSchema: 'mediapipe-478', portraitSize: size, labelSchema: 'lapa-11' }, map))).toEqual([]);
    }
  });

  it.each(pairs)('of %s and %s passes with a coarse map, and a map of another shape', (name, schema, take) => {
    expect(codes(checkMatch(pair(name, schema, take, coarseMap(shippedLabelMap(name), 64))))).toEqual([]);
  });

  it('passes with glasses instead of eyes, one eye, no brows, no mouth, or nothing but eyes', () => {
    const map = shippedLabelMap('synth-holes');
    const dark = (id: number) => (id === 4 || id === 5 ? 6 : id);
    const without = (...labels: number[]) => (id: number) => (labels.includes(id) ? 1 : id);
    for (const change of [dark, without(4), without(2, 3), without(11, 12, 13), (id: number) => (id === 4 || id === 5 ? id : 0)]) {
      expect(checkMatch(holes(relabel(map, change)))).toEqual([]);
    }
  });

  it('passes a little apart, and with a word where hardly a landmark finds its label', () => {
    const { landmarks } = holes();
    expect(checkMatch({ ...holes(), landmarks: moved(landmarks, 5, 0) })).toEqual([]);
    expect(checkMatch({ ...holes(), landmarks: moved(landmarks, 0, 18) })).toEqual([
      { code: 'landmarks_off_labels', detail: expect.stringMatching(/^Only \d+ % of the landmarks/) },
    ]);
  });

  test('nothing can be said of unknown labels, nor of those without eyes, nose and mouth', () => {
    const map = half(shippedLabelMap('synth-holes'));
    expect(checkMatch({ ...holes(map), labelSchema: 'unknown' })).toEqual([]);
    expect(checkMatch(holes(relabel(map, (id) => (id === 17 ? 17 : 0))))).toEqual([]);
  });
});

describe('heads turned by up to 60 degrees and nodding, at any roll', () => {
  const poses = [-60, -30, 0, 45].flatMap((yawDegrees) =>
    [-30, 20].flatMap((pitchDegrees) => [0, 145].map((rollDegrees) => ({ yawDegrees, pitchDegrees, rollDegrees }))),
  );

  it.each(poses)('%j: every list passes, with noise too, and none with the map turned', (pose) => {
    const map = drawnFace(posedFace(pose));
    const turned = [quarterTurn(map), half(map), quarterTurn(half(map))].map((labelMap) => ({ labelMap, blobs: labelBlobs(labelMap) }));
    const blobs = labelBlobs(map);
    for (const noisePx of [0, 8]) {
      const mesh = posedFace({ ...pose, noisePx });
      for (const [landmarkSchema, take] of LISTS) {
        const common = { landmarks: take(mesh), landmarkSchema, portraitSize: POSED_SIZE, labelSchema: 'lapa-11' as const };
        const warnings = codes(checkMatch({ ...common, labelMap: map, blobs }));
        expect(warnings.filter((code) => code !== 'landmarks_off_labels')).toEqual([]);
        for (const wrong of turned) expect(() => checkMatch({ ...common, ...wrong })).toThrow(GeometryError);
      }
    }
  });
});

describe('sides', () => {
  const swap = (labels: LabelSchemaName) => (id: number) => {
    const other: Record<string, Record<number, number>> = {
      'lapa-11': { 2: 3, 3: 2, 4: 5, 5: 4 },
      'bisenet-19': { 2: 3, 3: 2, 4: 5, 5: 4, 7: 8, 8: 7 },
    };
    return other[labels]?.[id] ?? id;
  };

  it.each(pairs)('of %s exchanged in the map are a warning, against %s', (name, schema, take) => {
    const map = relabel(shippedLabelMap(name), swap('lapa-11'));
    expect(checkMatch(pair(name, schema, take, map))).toEqual([
      { code: 'sides_swapped', detail: expect.stringContaining('lapa-11') },
    ]);
  });

  it('of a map that was mirrored about the middle of the face are a warning', () => {
    for (const [schema, take] of LISTS) {
      expect(codes(checkMatch(pair('synth-plain', schema, take, mirroredMap(shippedLabelMap('synth-plain')))))).toEqual(['sides_swapped']);
    }
  });

  it('exchanged say nothing where a schema’s users mean different sides', () => {
    expect(checkMatch(holes(relabel(shippedLabelMap('synth-holes'), swap('bisenet-19'))))).toEqual([]);
  });

  it('of a list whose right eye comes second are those of a mirrored face', () => {
    const backwards = (mesh: readonly Point[]) => toFive(mesh).slice(0, 2).reverse();
    expect(checkMatch(pair('synth-plain', 'two-point', backwards))).toEqual([
      { code: 'mirrored_face', detail: expect.stringContaining('eye on the image’s left first') },
    ]);
  });

  it('of portrait, landmarks and map mirrored together are those of a mirrored face', () => {
    for (const [schema, take] of LISTS.filter(([name]) => name !== 'two-point')) {
      const mirrored = pair('astronaut', schema, take, mirroredMap(shippedLabelMap('astronaut')));
      const landmarks = mirrored.landmarks.map(([x, y]): Point => [mirrored.portraitSize.width - x, y]);
      expect(codes(checkMatch({ ...mirrored, landmarks }))).toEqual(['mirrored_face']);
    }
  });
});
