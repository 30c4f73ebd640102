import { type Affine, applyAffine, IDENTITY, type Point } from '../../../../src/geometry/plane/affine.ts';
import { allPairs } from '../../../../src/geometry/alignment/schemas/landmark-schema.ts';
import { MEDIAPIPE_478 } from '../../../../src/geometry/alignment/schemas/mediapipe.ts';
import type { Face } from '../../../../src/geometry/face/face.ts';
import { describeRegions } from '../../../../src/geometry/face/describe-regions.ts';
import type { Part, Ring } from '../../../../src/geometry/plane/region.ts';

/** LaPa's labels. */
export const LABELS = { skin: 1, browRight: 2, browLeft: 3, eyeRight: 4, eyeLeft: 5, nose: 6, upperLip: 7, innerMouth: 8, lowerLip: 9, hair: 10 };
export type Drawn = Map<number, Part[]>;

export function box(left: number, top: number, right: number, bottom: number): Ring {
  return [[left, top], [right, top], [right, bottom], [left, bottom]];
}

/** A rhombus that is as wide as an eye: 20 by 10, area 100. */
export function rhombus(x: number, y: number, size = 1): Ring {
  return [[x - 10 * size, y], [x, y - 5 * size], [x + 10 * size, y], [x, y + 5 * size]];
}

/**
 * A face that is symmetric about x = 0, its hairline at y = -60, its chin at 90, its sides at x = -50 and 50; eyes from
 * 10 to 30 on both sides at y = 0, so that all fifths are 20 wide.
 */
export function drawnParts(): Drawn {
  return new Map([
    [LABELS.skin, [{ outer: box(-50, -60, 50, 90), holes: [] }]],
    [LABELS.browRight, [{ outer: box(-32, -22, -8, -16), holes: [] }]],
    [LABELS.browLeft, [{ outer: box(8, -22, 32, -16), holes: [] }]],
    [LABELS.eyeRight, [{ outer: rhombus(-20, 0), holes: [] }]],
    [LABELS.eyeLeft, [{ outer: rhombus(20, 0), holes: [] }]],
    [LABELS.nose, [{ outer: [[-10, 40], [0, -10], [10, 40]], holes: [] }]],
    [LABELS.upperLip, [{ outer: box(-15, 50, 15, 55), holes: [] }]],
    [LABELS.innerMouth, [{ outer: box(-12, 55, 12, 58), holes: [] }]],
    [LABELS.lowerLip, [{ outer: box(-15, 58, 15, 66), holes: [] }]],
    [LABELS.hair, [{ outer: box(-60, -110, 60, -60), holes: [] }]],
  ]);
}

/** Of a 478-point mesh, what measures look at: glabella at y = -10, subnasale at 40, menton at 90, irises 8 wide. */
export function drawnLandmarks(): Point[] {
  const points: Point[] = Array.from({ length: 478 }, () => [0, 0]);
  const place = (index: number, x: number, y: number): void => void (points[index] = [x, y]);
  MEDIAPIPE_478.midline.forEach((index, i, { length }) => place(index, 0, -60 + (150 * i) / (length - 1)));
  for (const [right, left] of allPairs(MEDIAPIPE_478)) [right, left].forEach((index, i) => place(index, i === 0 ? -20 : 20, 0));
  [[9, -10], [2, 40], [152, 90]].forEach(([index, y]) => place(index!, 0, y!));
  [[33, -30], [133, -10], [362, 10], [263, 30], [234, -50], [454, 50]].forEach(([index, x]) => place(index!, x!, 0));
  [[61, -15], [291, 15]].forEach(([index, x]) => place(index!, x!, 56));
  for (const [first, x] of [[469, -20], [474, 20]] as const) {
    place(first, x + 4, 0);
    place(first + 1, x, -4);
    place(first + 2, x - 4, 0);
    place(first + 3, x, 4);
  }
  return points;
}

export function drawnFace(move: Affine = IDENTITY, parts = drawnParts(), landmarks = drawnLandmarks()): Face {
  const moveRing = (ring: Ring): Ring => ring.map((point) => applyAffine(move, point));
  const regions = [...parts].map(([label, all]) => ({
    label,
    parts: all.map(({ outer, holes }) => ({ outer: moveRing(outer), holes: holes.map(moveRing) })),
  }));
  return {
    regions: describeRegions(regions, { labelSchema: 'lapa-11' }),
    landmarks: landmarks.map((point) => applyAffine(move, point)),
    schema: 'mediapipe-478',
  };
}

/** What a model sees in the mirrored picture: each place has the landmark of the other side. */
export function mirroredMesh(points: readonly Point[]): Point[] {
  const swapped = [...points];
  for (const [right, left] of allPairs(MEDIAPIPE_478)) {
    swapped[right] = points[left]!;
    swapped[left] = points[right]!;
  }
  return swapped;
}
