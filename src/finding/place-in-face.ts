import type { Point } from '../geometry/index.ts';
import { UNIT_PX, type HeadWindow } from './head-window.ts';
import { CHIN, FACE_OVAL, OUTER_EYE_CORNERS } from './mesh-parts.ts';

/** Where each pixel of the window lies, in units of the face. */
export interface PlaceInFace {
  /** From the oval of the face, along the line from its middle; negative inside. */
  readonly outside: Float32Array;
  /** To the subject's left of the face's middle, and below its chin. */
  readonly across: Float32Array;
  readonly belowChin: Float32Array;
  /** Below the line of the eyes. */
  readonly belowEyes: Float32Array;
}

const DIRECTIONS = 720;

export function placeInFace({ mesh, side }: HeadWindow): PlaceInFace {
  const oval = FACE_OVAL.map((index) => mesh[index]!);
  const centre: Point = [mean(oval, 0), mean(oval, 1)];
  const radii = radiiOf(oval, centre);
  const eyes = (mesh[OUTER_EYE_CORNERS.right]![1] + mesh[OUTER_EYE_CORNERS.left]![1]) / 2;
  const chin = mesh[CHIN]![1];
  const count = side * side;
  const place = { outside: new Float32Array(count), across: new Float32Array(count), belowChin: new Float32Array(count), belowEyes: new Float32Array(count) };
  for (let i = 0; i < count; i++) {
    const [x, y] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
    const [dx, dy] = [x - centre[0], y - centre[1]];
    place.outside[i] = (Math.hypot(dx, dy) - radii[directionOf(dx, dy)]!) / UNIT_PX;
    place.across[i] = dx / UNIT_PX;
    place.belowChin[i] = (y - chin) / UNIT_PX;
    place.belowEyes[i] = (y - eyes) / UNIT_PX;
  }
  return place;
}

function directionOf(dx: number, dy: number): number {
  return (Math.floor(((Math.atan2(dy, dx) + Math.PI) / (2 * Math.PI)) * DIRECTIONS) + DIRECTIONS) % DIRECTIONS;
}

/** How far the oval reaches in each direction from a point within; where it folds back, to its farthest. */
function radiiOf(oval: readonly Point[], [cx, cy]: Point): Float32Array {
  const radii = new Float32Array(DIRECTIONS);
  let [x0, y0] = oval.at(-1)!;
  for (const [x1, y1] of oval) {
    const steps = 4 * Math.ceil(Math.hypot(x1 - x0, y1 - y0)) + 1;
    for (let step = 0; step <= steps; step++) {
      const [dx, dy] = [x0 + ((x1 - x0) * step) / steps - cx, y0 + ((y1 - y0) * step) / steps - cy];
      const direction = directionOf(dx, dy);
      radii[direction] = Math.max(radii[direction]!, Math.hypot(dx, dy));
    }
    [x0, y0] = [x1, y1];
  }
  for (let i = 0; i < DIRECTIONS; i++) if (radii[i] === 0) radii[i] = radii[(i + DIRECTIONS - 1) % DIRECTIONS]!;
  return radii;
}

function mean(points: readonly Point[], axis: 0 | 1): number {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}
