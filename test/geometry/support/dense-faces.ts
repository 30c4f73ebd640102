import type { Point } from '../../../src/geometry/plane/affine.ts';
import { meanPoint } from '../../../src/geometry/plane/angle.ts';
import { MEDIAPIPE_478 } from '../../../src/geometry/alignment/schemas/mediapipe.ts';
import { allPairs, pick } from '../../../src/geometry/alignment/schemas/landmark-schema.ts';
import { toSixtyEight } from './faces.ts';

// Faces in the denser orders, walked along the outlines of a 478-point face as each dataset's drawing numbers them.

/** LaPa's index of every landmark to InsightFace's, by the outlines that programs draw with InsightFace's points. */
export const LAPA_TO_INSIGHTFACE: readonly number[] = [
  1, 9, 10, 11, 12, 13, 14, 15, 16, 2, 3, 4, 5, 6, 7, 8, 0, 24, 23, 22, 21, 20, 19, 18, 32, 31, 30, 29, 28, 27, 26, 25, 17,
  43, 48, 49, 51, 50, 46, 47, 45, 44, 102, 103, 104, 105, 101, 100, 99, 98, 97,
  72, 73, 74, 86, 75, 76, 77, 78, 79, 80, 85, 84, 83, 82, 81,
  35, 41, 40, 42, 39, 37, 33, 36, 34, 89, 95, 94, 96, 93, 91, 87, 90, 88,
  52, 64, 63, 71, 67, 68, 61, 58, 59, 53, 56, 55, 65, 66, 62, 70, 69, 57, 60, 54, 38, 92,
];

/** InsightFace's indices of iBUG's 68 points, a list that many programs share. */
export const INSIGHTFACE_TO_68: readonly number[] = [
  1, 10, 12, 14, 16, 3, 5, 7, 0, 23, 21, 19, 32, 30, 28, 26, 17, 43, 48, 49, 51, 50, 102, 103, 104, 105, 101,
  72, 73, 74, 86, 78, 79, 80, 85, 84, 35, 41, 42, 39, 37, 36, 89, 95, 96, 93, 91, 90,
  52, 64, 63, 71, 67, 68, 61, 58, 59, 53, 56, 55, 65, 66, 62, 70, 69, 57, 60, 54,
];

const CONTOUR = [
  127, 234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 356,
];
const BROW_UPPER = [70, 63, 105, 66, 107];
const BROW_LOWER = [46, 53, 52, 65, 55];
const LID_UPPER = [33, 246, 161, 160, 159, 158, 157, 173, 133];
const LID_LOWER = [33, 7, 163, 144, 145, 153, 154, 155, 133];
const BRIDGE = [168, 197, 5, 1];
const LIPS = {
  upperOuter: [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291],
  lowerOuter: [291, 375, 321, 405, 314, 17, 84, 181, 91, 146, 61],
  upperInner: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308],
  lowerInner: [308, 324, 318, 402, 317, 14, 87, 178, 88, 95, 78],
};

/** LaPa's 106 points of a 478-point face. */
export function toLapa(mesh: readonly Point[]): Point[] {
  const right = eye(mesh, LID_UPPER, LID_LOWER);
  const left = eye(mesh, backwards(mirrored(LID_UPPER)), backwards(mirrored(LID_LOWER)));
  return [
    ...contourAndBrows(mesh),
    ...pick(mesh, [...BRIDGE, 193, 198, 129, 98, 97, 2, 326, 327, 358, 420, 417]),
    ...right,
    meanPoint(right),
    ...left,
    meanPoint(left),
    ...lips(mesh),
    ...pick(mesh, [468, 473]),
  ];
}

/** WFLW's 98 points of a 478-point face. */
export function toWflw(mesh: readonly Point[]): Point[] {
  return [
    ...contourAndBrows(mesh),
    ...pick(mesh, [...BRIDGE, 98, 97, 2, 326, 327]),
    ...eye(mesh, LID_UPPER, LID_LOWER),
    ...eye(mesh, backwards(mirrored(LID_UPPER)), backwards(mirrored(LID_LOWER))),
    ...lips(mesh),
    ...pick(mesh, [468, 473]),
  ];
}

/** The 106 points of InsightFace's 2d106det of a 478-point face. */
export function toInsightFace(mesh: readonly Point[]): Point[] {
  const lapa = toLapa(mesh);
  const points = new Array<Point>(106);
  LAPA_TO_INSIGHTFACE.forEach((index, i) => (points[index] = lapa[i]!));
  return points;
}

/** COCO-WholeBody's 133 points: the face of a 478-point face, all others where `elsewhere` says. */
export function toWholeBody(mesh: readonly Point[], elsewhere: (index: number) => Point): Point[] {
  const face = toSixtyEight(mesh);
  return Array.from({ length: 133 }, (_, i) => face[i - 23] ?? elsewhere(i));
}

/**
 * A third order of 106 points, that of Face++ and SenseTime: LaPa's outline and lips, but the upper edges of both
 * brows before the nose, and the lower ones after the eyes.
 */
export function toFacePlusPlus(mesh: readonly Point[]): Point[] {
  const lapa = toLapa(mesh);
  const at = (...indices: number[]) => pick(lapa, indices);
  const middle = (a: number, b: number) => meanPoint(at(a, b));
  return [
    ...lapa.slice(0, 38),
    ...lapa.slice(42, 47),
    ...at(51, 52, 53, 54, 58, 59, 60, 61, 62),
    ...at(66, 67, 69, 70, 71, 73, 75, 76, 78, 79, 80, 82),
    ...at(41, 40, 39, 38, 50, 49, 48, 47),
    ...at(68, 72, 74, 77, 81, 83),
    middle(55, 56),
    middle(65, 64),
    ...at(56, 64, 57, 63),
    ...lapa.slice(84),
  ];
}

function contourAndBrows(mesh: readonly Point[]): Point[] {
  return [
    ...along(mesh, CONTOUR, 33),
    ...pick(mesh, BROW_UPPER),
    ...along(mesh, backwards(BROW_LOWER), 4),
    ...pick(mesh, backwards(mirrored(BROW_UPPER))),
    ...along(mesh, mirrored(BROW_LOWER), 4),
  ];
}

/** Eight points, clockwise from the corner on the image's left. */
function eye(mesh: readonly Point[], upper: readonly number[], lower: readonly number[]): Point[] {
  return [...along(mesh, upper, 5), ...along(mesh, backwards(lower), 5).slice(1, 4)];
}

/** Twelve points around the lips, then eight around the opening, both clockwise from the corner on the image's left. */
function lips(mesh: readonly Point[]): Point[] {
  return [
    ...along(mesh, LIPS.upperOuter, 7),
    ...along(mesh, LIPS.lowerOuter, 7).slice(1, 6),
    ...along(mesh, LIPS.upperInner, 5),
    ...along(mesh, LIPS.lowerInner, 5).slice(1, 4),
  ];
}

/** Points at equal distances along the line through the mesh's points. */
function along(mesh: readonly Point[], indices: readonly number[], count: number): Point[] {
  const line = pick(mesh, indices);
  const lengths = line.slice(1).map(([x, y], i) => Math.hypot(x - line[i]![0], y - line[i]![1]));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return Array.from({ length: count }, (_, k) => {
    let left = (total * k) / (count - 1);
    let i = 0;
    while (i < lengths.length - 1 && left > lengths[i]!) left -= lengths[i++]!;
    const [[x0, y0], [x1, y1]] = [line[i]!, line[i + 1]!];
    const t = left / lengths[i]!;
    return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
  });
}

const OPPOSITE: ReadonlyMap<number, number> = new Map(allPairs(MEDIAPIPE_478));

function mirrored(right: readonly number[]): number[] {
  return right.map((index) => OPPOSITE.get(index)!);
}

function backwards<T>(list: readonly T[]): T[] {
  return [...list].reverse();
}
