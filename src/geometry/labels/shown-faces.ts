import type { LabelSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import { pick } from '../alignment/schemas/landmark-schema.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { Blob } from './label-blobs.ts';
import { labelAt, type LandmarksOnMap, landmarkShare } from './landmark-share.ts';

/** A face that the map shows has a score of 1, or .5 where the map has it as one part; one that it does not show 0, or .5 on a background that is labelled. */
const MIN_SCORE = 0.35;
/** As sure as the surest. */
const WITHIN = 0.25;
/** Two lists are of one face where their eyes lie closer together than this share of the eyes' distance. */
const SAME_WITHIN = 0.3;

/**
 * The faces that a label map shows, of several: where their landmarks lie on the labels of their parts, or, where labels are
 * not known, on labels that part eyes and mouth from the skin around them. Lists of one and the same face count once.
 *
 * @returns indices into `faces`
 */
export function shownFaces(
  faces: readonly LandmarksOnMap[],
  map: LabelMap,
  blobs: ReadonlyMap<number, Blob>,
  schema: LabelSchemaName | 'unknown',
): number[] {
  const scores = faces.map((face) => shareOnParts(face, map, blobs, schema) ?? scoreOfParts(face, map));
  const best = Math.max(...scores);
  const shown = faces.flatMap((_, i) => (scores[i]! >= Math.max(MIN_SCORE, best - WITHIN) ? [i] : []));
  return shown.filter((i, at) => !shown.slice(0, at).some((earlier) => areOne(faces[earlier]!, faces[i]!)));
}

function shareOnParts(face: LandmarksOnMap, map: LabelMap, blobs: ReadonlyMap<number, Blob>, schema: LabelSchemaName | 'unknown'): number | null {
  if (schema === 'unknown') return null;
  const shares = Object.values(landmarkShare(map, blobs, schema, face)).filter((share) => share !== null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** Half of it for lying on labels, half for parts that differ from the skin. */
function scoreOfParts({ landmarks, landmarkSchema, portraitSize }: LandmarksOnMap, map: LabelMap): number {
  const { eyes, mouth, pairs } = LANDMARK_SCHEMA_TABLES[landmarkSchema];
  const labels = (points: readonly Point[]) => points.map((point) => labelAt(map, portraitSize, point));
  const [right, left] = eyePlaces(landmarks, landmarkSchema);
  const corners = mouth === null ? null : pick(landmarks, mouth);
  // Between the eyes, and on both cheeks.
  const skin = mostOf(labels([meanPoint([right, left]), ...(corners === null ? [] : [meanPoint([right, corners[0]!]), meanPoint([left, corners[1]!])])]));
  const apart = (points: readonly Point[]) => share(labels(points), (label) => label !== skin);
  const lips = corners === null ? null : drawnIn(pick(landmarks, (pairs.mouth ?? []).flat()));
  const eyesApart = apart([...drawnIn(pick(landmarks, eyes.right)), ...drawnIn(pick(landmarks, eyes.left))]);
  const partsApart = lips === null ? eyesApart : (eyesApart + apart(lips)) / 2;
  return (share(labels(landmarks), (label) => label !== 0) + partsApart) / 2;
}

/** Lips are wide: of a whole outline this is well inside of it. */
const DRAWN_IN = 0.3;

function drawnIn(points: readonly Point[]): Point[] {
  const [cx, cy] = meanPoint(points);
  return points.map(([x, y]) => [x + DRAWN_IN * (cx - x), y + DRAWN_IN * (cy - y)]);
}

function share(labels: readonly number[], wanted: (label: number) => boolean): number {
  return labels.filter(wanted).length / labels.length;
}

function mostOf(labels: readonly number[]): number {
  const count = (label: number) => labels.filter((other) => other === label).length;
  return labels.toSorted((a, b) => count(b) - count(a))[0]!;
}

function eyePlaces(landmarks: readonly Point[], schema: LandmarksOnMap['landmarkSchema']): [right: Point, left: Point] {
  const { eyes } = LANDMARK_SCHEMA_TABLES[schema];
  return [meanPoint(pick(landmarks, eyes.right)), meanPoint(pick(landmarks, eyes.left))];
}

function areOne(one: LandmarksOnMap, other: LandmarksOnMap): boolean {
  const [a, b] = [eyePlaces(one.landmarks, one.landmarkSchema), eyePlaces(other.landmarks, other.landmarkSchema)];
  const apart = Math.hypot(...difference(a[1], a[0]));
  return Math.hypot(...difference(a[0], b[0])) + Math.hypot(...difference(a[1], b[1])) <= 2 * SAME_WITHIN * apart;
}
