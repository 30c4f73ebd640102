import type { Point } from '../plane/affine.ts';
import { fitCircle } from './circle-fit.ts';
import { type Face, landmarkOf, type Measured } from '../face/face.ts';
import type { Scale } from './measures.ts';

/**
 * Horizontal corneal diameter, white to white, of 390 healthy adults and adolescents, mean and standard deviation:
 * F. Rüfer, A. Schröder, C. Erb, White-to-white corneal diameter, Cornea 24 (2005) 259-261.
 */
export const IRIS_MM = 11.71;
export const IRIS_STANDARD_DEVIATION_MM = 0.42;
const SOURCE =
  'Horizontal corneal diameter (white to white) 11.71 ± 0.42 mm: Rüfer, Schröder, Erb, Cornea 24 (2005) 259-261, doi:10.1097/01.ico.0000148312.01805.53';

/** MediaPipe's rings: the point on the image's right, above, on the image's left, below. */
const RINGS = { right: [469, 470, 471, 472], left: [474, 475, 476, 477] } as const;

/** Beyond it, what was taken for irises are none, or one of them is hidden or turned away. */
const MAX_RELATIVE_UNCERTAINTY = 0.25;
/** Narrower irises are lost in the noise of their landmarks. */
const MIN_DIAMETER_PX = 2;
/** Points along a shallow arch lie on a large circle, however well: as a share of the diameter. */
const MAX_ARCHED = 0.5;

interface Iris {
  readonly diameterPx: number;
  /** How far the ring is from a circle: root mean square distance over radius. */
  readonly unroundness: number;
}

/** The scale in the plane of the irises; null and a warning where the landmarks have no rings of irises, or bad ones. */
export function irisScale(face: Face): Measured<Scale | null> {
  if (face.schema !== 'mediapipe-478') {
    return without(`Landmarks of the schema ${face.schema} have no outline of the irises, so nothing is known in millimetres.`);
  }
  const right = irisOf(face, RINGS.right);
  const left = irisOf(face, RINGS.left);
  if (right === null || left === null) {
    return without('The landmarks of an iris form no circle of at least two pixels, so nothing is known in millimetres.');
  }
  const meanPx = (right.diameterPx + left.diameterPx) / 2;
  const population = IRIS_STANDARD_DEVIATION_MM / IRIS_MM;
  // The standard deviation of a mean of two is half of their difference.
  const irises = Math.abs(right.diameterPx - left.diameterPx) / 2 / meanPx;
  // Not halved with the number of irises: what makes one ring oval makes the other so, too.
  const circles = Math.hypot(right.unroundness, left.unroundness) / Math.SQRT2;
  const relative = Math.hypot(population, irises, circles);
  if (relative > MAX_RELATIVE_UNCERTAINTY) {
    return without('The two irises differ too much from each other or from circles to give a scale, so nothing is known in millimetres.');
  }
  const mmPerPx = IRIS_MM / meanPx;
  return {
    value: {
      mmPerPx,
      uncertaintyMmPerPx: mmPerPx * relative,
      relativeUncertainty: relative,
      relativeParts: { population, irises, circles },
      irisPx: { right: right.diameterPx, left: left.diameterPx },
      irisMm: IRIS_MM,
      irisStandardDeviationMm: IRIS_STANDARD_DEVIATION_MM,
      source: SOURCE,
    },
    warnings: [],
  };
}

function irisOf(face: Face, ring: readonly number[]): Iris | null {
  const points = ring.map((index) => landmarkOf(face, index)).filter((point) => point !== null);
  const [imageRight, , imageLeft] = points;
  if (points.length < ring.length || imageRight === undefined || imageLeft === undefined) return null;
  const circle = fitCircle(points);
  const diameterPx = distance(imageRight, imageLeft);
  if (circle === null || diameterPx < MIN_DIAMETER_PX) return null;
  if (Math.abs(2 * circle.radius - diameterPx) > MAX_ARCHED * diameterPx) return null;
  return { diameterPx, unroundness: circle.spread / circle.radius };
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

function without(detail: string): Measured<null> {
  return { value: null, warnings: [{ code: 'measures_no_scale', detail }] };
}
