import type { LabelSchemaName, LandmarkSchemaName } from '../../contract.ts';
import type { Point, Size } from '../affine.ts';
import { meanPoint } from './angle.ts';
import { GeometryError } from '../geometry-error.ts';
import type { Blob } from '../labels/label-blobs.ts';
import { nameLabel } from '../labels/label-schemas.ts';
import { LANDMARK_SCHEMA_TABLES } from './schemas/index.ts';
import { pick } from './schemas/landmark-schema.ts';

/** Farthest that the eyes of landmarks and label map may lie apart, as a share of the distance between the eyes. */
const FARTHEST = 0.5;

export interface FaceInTwoForms {
  readonly landmarks: readonly Point[];
  readonly landmarkSchema: LandmarkSchemaName;
  readonly portraitSize: Size;
  readonly labelMapSize: Size;
  /** Of the label map, by label. */
  readonly blobs: ReadonlyMap<number, Blob>;
  readonly labelSchema: LabelSchemaName | 'unknown';
}

/**
 * Holds the eyes of the landmarks against the eye regions of the label map. They need not agree closely, but those of
 * another face, of a map that was turned, flipped or cropped lie somewhere else. Where the map has no two regions that
 * are known to be eyes, nothing can be said.
 *
 * @throws GeometryError `landmarks_do_not_match_map`
 */
export function checkMatch({ landmarks, landmarkSchema, portraitSize, labelMapSize, blobs, labelSchema }: FaceInTwoForms): void {
  const scaleX = portraitSize.width / labelMapSize.width;
  const scaleY = portraitSize.height / labelMapSize.height;
  const onMap = [...blobs]
    .filter(([label]) => nameLabel(labelSchema, label).name === 'eye')
    .map(([, { centroid: [x, y] }]): Point => [x * scaleX, y * scaleY]);
  const [one, other] = onMap;
  if (one === undefined || other === undefined) return;

  const { eyes } = LANDMARK_SCHEMA_TABLES[landmarkSchema];
  const [right, left] = [meanPoint(pick(landmarks, eyes.right)), meanPoint(pick(landmarks, eyes.left))];
  // Sides are no matter here: sources disagree on whose left an eye is.
  const apart = Math.min(distance(right, one) + distance(left, other), distance(right, other) + distance(left, one)) / 2;
  if (apart > FARTHEST * distance(right, left)) {
    throw new GeometryError(
      'landmarks_do_not_match_map',
      'The eyes of the landmarks lie elsewhere than those of the label map. Do both belong to this portrait?',
    );
  }
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}
