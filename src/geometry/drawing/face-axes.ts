import type { Point } from '../plane/affine.ts';
import { meanPoint } from '../plane/angle.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import { pick } from '../alignment/schemas/landmark-schema.ts';
import { type Face, regionsNamed } from '../face/face.ts';
import { landmarkMidline } from '../face/landmark-midline.ts';
import { mapMidline } from '../face/map-midline.ts';
import type { Axes } from './drawing.ts';

/**
 * The midline that measures are taken about, and the line through the eyes' centres, each as long as the skin, or as
 * the landmarks where no region is skin. null where the face has no midline.
 */
export function faceAxes(face: Face): Axes | null {
  const midline = mapMidline(face) ?? landmarkMidline(face);
  const { eyes } = LANDMARK_SCHEMA_TABLES[face.schema];
  const [right, left] = [eyes.right, eyes.left].map((indices) => meanPoint(pick(face.landmarks, indices))) as [Point, Point];
  const apart = Math.hypot(left[0] - right[0], left[1] - right[1]);
  if (midline === null || apart === 0) return null;
  const skin = regionsNamed(face, ['skin']).flatMap(({ parts }) => parts.flatMap(({ outer }) => outer));
  const extent = skin.length > 0 ? skin : face.landmarks;
  const along: Point = [(left[0] - right[0]) / apart, (left[1] - right[1]) / apart];
  return { midline: span(midline.point, midline.direction, extent), eyes: span(meanPoint([right, left]), along, extent) };
}

/** The piece of a line that the points lie beside. */
function span([x, y]: Point, [dx, dy]: Point, points: readonly Point[]): [Point, Point] {
  let [least, most] = [Infinity, -Infinity];
  for (const [px, py] of points) {
    const at = (px - x) * dx + (py - y) * dy;
    least = Math.min(least, at);
    most = Math.max(most, at);
  }
  return [
    [x + least * dx, y + least * dy],
    [x + most * dx, y + most * dy],
  ];
}
