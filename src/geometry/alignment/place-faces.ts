import type { Warning } from '../../contract/options.ts';
import type { Point, Size } from '../plane/affine.ts';

/** Shares of a portrait lie from 0 to 1; detectors go on beyond its edge. */
const SHARES = { least: -0.5, most: 1.5 };
/** In a portrait of fewer pixels a face in pixels could look like one in shares. */
const LEAST_SIDE_PX = 8;

/** Faces in portrait pixels. */
export interface PlacedFaces {
  readonly faces: readonly (readonly Point[])[];
  /** What had to be done for that. */
  readonly warnings: readonly Warning[];
}

/** Landmarks that were sent as shares of the portrait's width and height, as MediaPipe gives them, in its pixels; others as they are. */
export function placeFaces(faces: readonly (readonly Point[])[], { width, height }: Size): PlacedFaces {
  if (Math.max(width, height) < LEAST_SIDE_PX || !faces.every((face) => face.every(isShare))) return { faces, warnings: [] };
  return {
    faces: faces.map((face) => face.map(([x, y]) => [x * width, y * height])),
    warnings: [
      {
        code: 'landmarks_normalised',
        detail: `All landmarks lie from 0 to 1: they were taken for shares of the portrait, and scaled by its size (${width}x${height}).`,
      },
    ],
  };
}

function isShare([x, y]: Point): boolean {
  return [x, y].every((value) => value >= SHARES.least && value <= SHARES.most);
}
