import type { LandmarkSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import { pick } from '../alignment/schemas/landmark-schema.ts';

/** Where something lies in a face: the middle of the eyes at 0, in distances between eyes and mouth. */
export interface Place {
  /** Positive on the viewer's right of the upright face. */
  readonly across: number;
  readonly down: number;
}

/** The frame that landmarks give a face, in whatever frame they are. */
export interface LandmarkFrame {
  readonly unit: number;
  place(point: Point): Place;
}

/** Eyes to mouth over the distance between the eyes of a mean face; a list of two eyes tells no more. */
const EYES_TO_MOUTH = 1.05;
/** A nod shortens the way from eyes to mouth, a turn that between the eyes. */
const MIN_OF_EYES = 0.8;

export function landmarkFrame(points: readonly Point[], schema: LandmarkSchemaName): LandmarkFrame {
  const { eyes, mouth } = LANDMARK_SCHEMA_TABLES[schema];
  const right = meanPoint(pick(points, eyes.right));
  const left = meanPoint(pick(points, eyes.left));
  const origin = meanPoint([right, left]);
  const [ax, ay] = difference(left, right);
  const [dx, dy] = mouth === null ? [-ay * EYES_TO_MOUTH, ax * EYES_TO_MOUTH] : difference(meanPoint(pick(points, mouth)), origin);
  const length = Math.max(Math.hypot(dx, dy), Number.MIN_VALUE);
  const unit = Math.max(length, MIN_OF_EYES * Math.hypot(ax, ay));
  const [ux, uy] = [dx / length, dy / length];
  return {
    unit,
    place(point) {
      const [x, y] = difference(point, origin);
      return { across: (x * uy - y * ux) / unit, down: (x * ux + y * uy) / unit };
    },
  };
}
