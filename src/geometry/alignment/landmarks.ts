import type { Point, Size } from '../plane/affine.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import { GeometryError } from '../geometry-error.ts';
import { pick } from './schemas/landmark-schema.ts';
import { landmarkSchemasOfCount } from './schemas/index.ts';
import { checkOutside } from './outside-portrait.ts';

/** More than any schema in use has; guards against lists that only cost time. */
const MAX_POINTS = 2000;
/** Points closer than this, in pixels, give no direction. */
const COINCIDENT_PX = 1;

/**
 * Landmarks of one face in portrait pixels, as they are stored and shipped: `[{x, y}, …]`, `[[x, y], …]`,
 * `[[x, y, z], …]`, a list that holds one such list, or an object with any of these under `landmarks`. What clients send
 * is read by src/landmarks.
 *
 * @throws GeometryError `invalid_landmarks`
 */
export function readLandmarks(value: unknown): Point[] {
  const list = oneFace(isRecord(value) ? value['landmarks'] : value);
  if (list === null || list.length < 2 || list.length > MAX_POINTS) throw invalidLandmarks();
  return list.map(readPoint);
}

/**
 * Refuses landmarks that no face can have: mostly outside the portrait, all in one place, or with both eyes in one place.
 *
 * @throws GeometryError `invalid_landmarks`
 */
export function checkLandmarks(points: readonly Point[], portraitSize: Size): void {
  if (points.length < 2 || points.length > MAX_POINTS) throw invalidLandmarks(`${points.length} points are no face.`);
  checkOutside(points, portraitSize);
  const first = points[0]!;
  const farthest = points.reduce((most, point) => Math.max(most, Math.hypot(...difference(point, first))), 0);
  if (farthest < COINCIDENT_PX) throw invalidLandmarks('All landmarks lie in one place.');
  const schemas = landmarkSchemasOfCount(points.length);
  const blind = schemas.filter(({ eyes }) => areOnePlace(centre(points, eyes.right), centre(points, eyes.left)));
  // Of five points no order has the eyes' landmarks of the other in one place.
  const isOne = blind.length === schemas.length || blind.some(({ meanFace }) => meanFace !== undefined);
  if (schemas.length > 0 && isOne) throw invalidLandmarks(EYES_IN_ONE_PLACE);
}

const EYES_IN_ONE_PLACE = 'Both eyes lie in one place.';

/** @throws GeometryError `invalid_landmarks` where both centres are one place */
export function checkEyes(right: Point, left: Point): void {
  if (areOnePlace(right, left)) throw invalidLandmarks(EYES_IN_ONE_PLACE);
}

function areOnePlace(a: Point, b: Point): boolean {
  return !(Math.hypot(...difference(b, a)) >= COINCIDENT_PX);
}

function centre(points: readonly Point[], indices: readonly number[]): Point {
  return meanPoint(pick(points, indices));
}

function invalidLandmarks(reason = 'The landmarks are no list of the points of one face.'): GeometryError {
  return new GeometryError('invalid_landmarks', reason);
}

function oneFace(value: unknown): unknown[] | null {
  if (!Array.isArray(value)) return null;
  const [only] = value;
  const nested = value.length === 1 && Array.isArray(only) && typeof only[0] === 'object';
  return nested ? only : value;
}

function readPoint(value: unknown): Point {
  if (Array.isArray(value)) {
    if (value.length !== 2 && value.length !== 3) throw invalidLandmarks();
    const [x, y, z = 0] = value;
    if (!isCoordinate(z)) throw invalidLandmarks();
    return toPoint(x, y);
  }
  if (!isRecord(value)) throw invalidLandmarks();
  return toPoint(value['x'], value['y']);
}

function toPoint(x: unknown, y: unknown): Point {
  if (!isCoordinate(x) || !isCoordinate(y)) throw invalidLandmarks();
  return [x, y];
}

function isCoordinate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
