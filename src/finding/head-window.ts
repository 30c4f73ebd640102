import { type Affine, applyAffine, invertAffine, type Point } from '../geometry/index.ts';
import { squareAbout, squareToPicture } from './mesh.ts';
import { CHIN, FOREHEAD, OUTER_EYE_CORNERS } from './mesh-parts.ts';
import { sampleWindow, type Pyramid } from './picture.ts';

/** Pixels of the window to one unit of the face. */
export const UNIT_PX = 70;

/** How many times the face's height the window is high and wide. */
export const FACE_HEIGHTS = 3.2;

/** Height of a face from the top of the mesh to the chin, in distances of its outer eye corners, as most faces have it. */
const HEIGHT_OF_EYES = 1.35;

/** An upright square about the head: what lies where in it follows from the face alone. */
export interface HeadWindow {
  readonly side: number;
  readonly toPicture: Affine;
  /** Red, green, blue, 0 to 255. */
  readonly pixels: Float32Array;
  /** The mesh in the window's pixels. */
  readonly mesh: readonly Point[];
  /** 1 where the window shows the picture, 0 beyond its edges. */
  readonly inside: Uint8Array;
}

/** The interocular distance that a face has looking straight, in pixels of the portrait, however it is turned away. */
export function unitOf(mesh: readonly Point[]): number {
  return Math.max(distance(mesh, OUTER_EYE_CORNERS.right, OUTER_EYE_CORNERS.left), faceHeight(mesh) / HEIGHT_OF_EYES);
}

export function lookAtHead(pyramid: Pyramid, mesh: readonly Point[]): HeadWindow {
  const side = Math.round(UNIT_PX * HEIGHT_OF_EYES * FACE_HEIGHTS);
  const { centre, rollRadians } = squareAbout(mesh);
  const toPicture = squareToPicture({ centre, side: (side / UNIT_PX) * unitOf(mesh), rollRadians }, side);
  const toWindow = invertAffine(toPicture);
  return {
    side,
    toPicture,
    pixels: sampleWindow(pyramid, toPicture, { width: side, height: side }, null),
    mesh: mesh.map((point) => applyAffine(toWindow, point)),
    inside: insideOf(pyramid, toPicture, side),
  };
}

function insideOf({ width, height }: Pyramid, [a, b, c, d, e, f]: Affine, side: number): Uint8Array {
  const inside = new Uint8Array(side * side);
  for (let i = 0; i < inside.length; i++) {
    const [u, v] = [(i % side) + 0.5, Math.floor(i / side) + 0.5];
    const [x, y] = [a * u + c * v + e, b * u + d * v + f];
    if (x >= 0 && y >= 0 && x < width && y < height) inside[i] = 1;
  }
  return inside;
}

function faceHeight(mesh: readonly Point[]): number {
  return distance(mesh, FOREHEAD, CHIN);
}

function distance(mesh: readonly Point[], from: number, to: number): number {
  return Math.hypot(mesh[from]![0] - mesh[to]![0], mesh[from]![1] - mesh[to]![1]);
}
