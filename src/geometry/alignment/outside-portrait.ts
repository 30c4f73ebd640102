import type { Warning } from '../../contract/warning.ts';
import type { Point, Size } from '../plane/affine.ts';
import { GeometryError } from '../geometry-error.ts';

/** Of the landmarks; as many outside are another scale, another picture, or another orientation. */
const MAX_OUTSIDE = 0.5;
/** No detector goes on so far; sums of what is larger have no digits left for a face. */
const FARTHEST_PX = 100_000;

/**
 * Refuses landmarks of which at least half lie outside the portrait. Of a face at its edge some do: detectors go on.
 *
 * @throws GeometryError `invalid_landmarks`
 */
export function checkOutside(points: readonly Point[], size: Size): void {
  const outside = outsideOf(points, size);
  const [first] = outside;
  if (first === undefined) return;
  const where = `Landmark ${first}, counted from 0, lies outside the portrait (${size.width}x${size.height})`;
  if (outside.length >= MAX_OUTSIDE * points.length) {
    const scale = areTiny(points) ? ' They lie from -1 to 1: scale them to pixels, or to shares from 0 to 1.' : ' Are they in pixels of this very portrait, as large as it was sent?';
    throw new GeometryError('invalid_landmarks', `${where}, as do ${outside.length} of ${points.length}.${scale}`);
  }
  const lost = points.findIndex(([x, y]) => !(Math.max(Math.abs(x), Math.abs(y)) <= FARTHEST_PX));
  if (lost >= 0) throw new GeometryError('invalid_landmarks', `Landmark ${lost}, counted from 0, lies more than ${FARTHEST_PX} pixels away from the portrait.`);
}

/** No coordinates: warnings pass through Temporal. */
export function outsideWarnings(points: readonly Point[], size: Size): Warning[] {
  const outside = outsideOf(points, size);
  const [first] = outside;
  if (first === undefined) return [];
  const which = outside.length === 1 ? `Landmark ${first}, counted from 0, lies` : `${outside.length} of ${points.length} landmarks lie`;
  const named = outside.length === 1 ? '' : `, the first of them landmark ${first}, counted from 0`;
  return [
    {
      code: 'landmarks_outside_portrait',
      detail: `${which} outside the portrait (${size.width}x${size.height})${named}. They were taken as they are.`,
    },
  ];
}

function outsideOf(points: readonly Point[], { width, height }: Size): number[] {
  return points.flatMap(([x, y], i) => (x >= 0 && x <= width && y >= 0 && y <= height ? [] : [i]));
}

function areTiny(points: readonly Point[]): boolean {
  return points.every(([x, y]) => Math.abs(x) <= 1.5 && Math.abs(y) <= 1.5);
}
