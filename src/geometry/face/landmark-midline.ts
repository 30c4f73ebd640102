import type { Point } from '../plane/affine.ts';
import { meanPoint } from '../plane/angle.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import { type Face, landmarkOf } from './face.ts';
import { fitLine, type Line } from './fit-line.ts';

/**
 * The line from forehead to chin with the least squared distances to the midline's landmarks; a schema with fewer than
 * three of them lends the midpoints of eyes and mouth corners. null where it knows nothing below the eyes.
 */
export function landmarkMidline(face: Face): Line | null {
  const schema = LANDMARK_SCHEMA_TABLES[face.schema];
  const at = (indices: readonly number[]): Point[] =>
    indices.map((index) => landmarkOf(face, index)).filter((point) => point !== null);
  const [right, left, midline] = [at(schema.eyes.right), at(schema.eyes.left), at(schema.midline)];
  const mouth = schema.mouth === null ? null : at(schema.mouth);
  const lowest = mouth ?? midline;
  if (right.length === 0 || left.length === 0 || lowest.length === 0) return null;

  const eyes = meanPoint([meanPoint(right), meanPoint(left)]);
  const below = meanPoint(lowest);
  const points = midline.length < 3 ? [eyes, ...midline, ...(mouth === null ? [] : [below])] : midline;
  const line = fitLine(points.map((point) => ({ point, weight: 1 })));
  if (line === null) return null;
  const [dx, dy] = line.direction;
  const sign = dx * (below[0] - eyes[0]) + dy * (below[1] - eyes[1]) < 0 ? -1 : 1;
  return { point: line.point, direction: [sign * dx, sign * dy] };
}
