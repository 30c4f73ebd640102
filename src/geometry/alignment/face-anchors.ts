import type { LabelSchemaName, LandmarkSchemaName } from '../../contract/names.ts';
import type { Point, Size } from '../plane/affine.ts';
import type { Blob } from '../labels/label-blobs.ts';
import { MOUTH, type SubjectSide } from '../labels/label-schema.ts';
import { nameLabel } from '../labels/label-schemas.ts';
import { meanPoint } from '../plane/angle.ts';
import { LANDMARK_SCHEMA_TABLES } from './schemas/index.ts';
import { pick } from './schemas/landmark-schema.ts';

/** The middles of the parts that landmarks and label maps both tell, as shares of width and height of the picture. */
export interface FaceAnchors {
  /** The subject's right eye, then the left, by the names that the schema gives them; of a map as many as it has. */
  readonly eyes: readonly Point[];
  readonly nose: Point | null;
  readonly mouth: Point | null;
}

export function anchorsOfLandmarks(
  points: readonly Point[],
  landmarkSchema: LandmarkSchemaName,
  { width, height }: Size,
): FaceAnchors {
  const { eyes, noseTip, mouth } = LANDMARK_SCHEMA_TABLES[landmarkSchema];
  const share = ([x, y]: Point): Point => [x / width, y / height];
  const right = meanPoint(pick(points, eyes.right));
  const left = meanPoint(pick(points, eyes.left));
  return {
    eyes: [share(right), share(left)],
    // A nose begins between the eyes: its middle lies above its tip.
    nose: noseTip === null ? null : share(meanPoint([...pick(points, [noseTip, noseTip]), meanPoint([right, left])])),
    mouth: mouth === null ? null : share(meanPoint(pick(points, mouth))),
  };
}

export function anchorsOfMap(
  blobs: ReadonlyMap<number, Pick<Blob, 'pixels' | 'centroid'>>,
  labelSchema: LabelSchemaName | 'unknown',
  { width, height }: Size,
): FaceAnchors {
  const parts = [...blobs].map(([label, { pixels, centroid: [x, y] }]) => {
    return { ...nameLabel(labelSchema, label), pixels, point: [x / width, y / height] as const };
  });
  const middle = (names: readonly string[]): Point | null => {
    const found = parts.filter(({ name }) => names.includes(name));
    const total = found.reduce((sum, { pixels }) => sum + pixels, 0);
    if (total === 0) return null;
    const along = (axis: 0 | 1): number => found.reduce((sum, { pixels, point }) => sum + pixels * point[axis], 0) / total;
    return [along(0), along(1)];
  };
  const eyesOf = (side: SubjectSide): Point[] =>
    parts.filter(({ name, subjectSide }) => name === 'eye' && subjectSide === side).map(({ point }) => point);
  return {
    eyes: [...eyesOf('right'), ...eyesOf('left')],
    nose: middle(['nose']),
    mouth: middle(MOUTH),
  };
}

/** The anchors in pixels. */
export function inPixels(anchors: FaceAnchors, { width, height }: Size): FaceAnchors {
  return moveAnchors(anchors, ([x, y]) => [x * width, y * height]);
}

export function moveAnchors({ eyes, nose, mouth }: FaceAnchors, move: (point: Point) => Point): FaceAnchors {
  return { eyes: eyes.map(move), nose: nose && move(nose), mouth: mouth && move(mouth) };
}
