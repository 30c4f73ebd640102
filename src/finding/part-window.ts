import { type Affine, applyAffine, invertAffine, type Point } from '../geometry/index.ts';
import { unitOf } from './head-window.ts';
import { squareAbout, squareToPicture } from './mesh.ts';
import { sampleWindow, type Pyramid } from './picture.ts';

/** Pixels of the window to one unit of the face: lips are some twelve pixels high then. */
export const PART_UNIT_PX = 200;

/** How far the window goes beyond the part, in units of the face: as far as the skin about it teaches its colour. */
const AROUND = 0.14;

/** An upright square about one part of the face. */
export interface PartWindow {
  readonly side: number;
  readonly toPicture: Affine;
  /** Red, green, blue, 0 to 255. */
  readonly pixels: Float32Array;
  /** Points of the portrait in the window's pixels. */
  readonly place: (points: readonly Point[]) => Point[];
}

/** @param part the part's points, of the mesh */
export function lookAtPart(pyramid: Pyramid, mesh: readonly Point[], part: readonly Point[]): PartWindow {
  const { rollRadians } = squareAbout(mesh);
  const middle = (axis: 0 | 1) => (Math.min(...part.map((point) => point[axis])) + Math.max(...part.map((point) => point[axis]))) / 2;
  const centre: Point = [middle(0), middle(1)];
  const reach = Math.max(...part.map(([x, y]) => Math.hypot(x - centre[0], y - centre[1])));
  const unit = unitOf(mesh);
  const side = Math.ceil(2 * PART_UNIT_PX * (reach / unit + AROUND));
  const toPicture = squareToPicture({ centre, side: (side * unit) / PART_UNIT_PX, rollRadians }, side);
  const toWindow = invertAffine(toPicture);
  return {
    side,
    toPicture,
    pixels: sampleWindow(pyramid, toPicture, { width: side, height: side }, null),
    place: (points) => points.map((point) => applyAffine(toWindow, point)),
  };
}
