import type { Warning } from '../../contract/warning.ts';
import type { Point, Size } from '../plane/affine.ts';

/** Shares of a portrait lie from 0 to 1, but for those of points beyond its edge, where detectors go on. */
const BEYOND = 0.5;
/** In a portrait of fewer pixels a face in pixels could look like one in shares. */
const MIN_SIDE_PX = 8;

/** Faces in portrait pixels. */
export interface PlacedFaces {
  readonly faces: readonly (readonly Point[])[];
  /** What had to be done for that. */
  readonly warnings: readonly Warning[];
}

/** Landmarks that were sent as shares of the portrait's width and height, as MediaPipe gives them, in its pixels; others as they are. */
export function placeFaces(faces: readonly (readonly Point[])[], { width, height }: Size): PlacedFaces {
  if (Math.max(width, height) < MIN_SIDE_PX || !faces.every(areShares)) return { faces, warnings: [] };
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

function areShares(face: readonly Point[]): boolean {
  const within = (beyond: number) => ([x, y]: Point) => Math.min(x, y) >= -beyond && Math.max(x, y) <= 1 + beyond;
  return face.every(within(BEYOND)) && face.filter(within(0)).length > face.length / 2;
}
