import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../../src/geometry/affine.ts';
import { GeometryError } from '../../../src/geometry/geometry-error.ts';
import type { LabelMap } from '../../../src/geometry/label-map.ts';
import { labelBlobs } from '../../../src/geometry/labels/label-blobs.ts';
import { readLandmarks } from '../../../src/geometry/alignment/landmarks.ts';
import { checkMatch, type FaceInTwoForms } from '../../../src/geometry/alignment/match-landmarks.ts';

const portraitSize = { width: 640, height: 720 };
const landmarks = readLandmarks(JSON.parse(readFileSync('fixtures/synth-holes/landmarks.json', 'utf8')));
const { width, height, data } = decode(readFileSync('fixtures/synth-holes/map.png'));
const labelMap: LabelMap = { width, height, ids: Uint8Array.from(data) };
const face: FaceInTwoForms = { landmarks, landmarkSchema: 'ibug-68', portraitSize, labelMapSize: labelMap, blobs: labelBlobs(labelMap), labelSchema: 'bisenet-19' };

const flipped = () => {
  const ids = new Uint8Array(labelMap.ids.length);
  for (let y = 0; y < height; y++) ids.set(labelMap.ids.subarray(y * width, (y + 1) * width), (height - 1 - y) * width);
  return labelBlobs({ ...labelMap, ids });
};
const moved = (by: number) => landmarks.map(([x, y]): Point => [x + by, y]);

describe('landmarks and label map', () => {
  test.each([
    ['of a map that was flipped', { blobs: flipped() }],
    ['of a face that lies elsewhere', { landmarks: moved(120) }],
    ['of a map that is taken for another size', { portraitSize: { width: 1280, height: 720 } }],
  ])('%s do not match', (_, change) => {
    expect(() => checkMatch({ ...face, ...change })).toThrow(GeometryError);
    expect(() => checkMatch({ ...face, ...change })).toThrow(expect.objectContaining({ code: 'landmarks_do_not_match_map' }));
  });

  test.each([
    ['as they are', {}],
    ['a little apart', { landmarks: moved(15) }],
    ['with unknown labels, of which nothing can be said', { blobs: flipped(), labelSchema: 'unknown' as const }],
  ])('match %s', (_, change) => {
    expect(() => checkMatch({ ...face, ...change })).not.toThrow();
  });
});
