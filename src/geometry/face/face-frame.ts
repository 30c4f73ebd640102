import type { Point } from '../plane/affine.ts';
import { difference } from '../plane/angle.ts';
import type { Part, Ring } from '../plane/region.ts';
import { distanceFromLine, type Line } from './fit-line.ts';

/**
 * Coordinates about the midline, in pixels: `across` positive on the viewer's right (the subject's left), `down`
 * from forehead to chin, both 0 at the line's own point.
 */
export interface FaceFrame {
  /** Its direction points from forehead to chin. */
  readonly midline: Line;
}

export interface FacePoint {
  readonly across: number;
  readonly down: number;
}

export function toFace({ midline }: FaceFrame, point: Point): FacePoint {
  const [x, y] = difference(point, midline.point);
  return {
    across: distanceFromLine(midline, point),
    down: x * midline.direction[0] + y * midline.direction[1],
  };
}

export function fromFace({ midline: { point, direction } }: FaceFrame, { across, down }: FacePoint): Point {
  return [
    point[0] + down * direction[0] + across * direction[1],
    point[1] + down * direction[1] - across * direction[0],
  ];
}

/** The parts in the face's coordinates, [across, down]; `mirrored` about the midline where asked for. */
export function partsInFace(frame: FaceFrame, parts: readonly Part[], mirrored = false): Part[] {
  const sign = mirrored ? -1 : 1;
  const move = (ring: Ring): Ring =>
    ring.map((point) => {
      const { across, down } = toFace(frame, point);
      return [sign * across, down];
    });
  return parts.map(({ outer, holes }) => ({ outer: move(outer), holes: holes.map(move) }));
}
