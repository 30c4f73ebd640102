import type { LandmarkShare } from '../../contract/label-finding.ts';
import type { LabelSchemaName, LandmarkSchemaName } from '../../contract/names.ts';
import type { Point, Size } from '../plane/affine.ts';
import { meanPoint } from '../plane/angle.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import { type LandmarkSchema, pick } from '../alignment/schemas/landmark-schema.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { MOUTH, type PartName } from './label-schema.ts';
import { nameLabel } from './label-schemas.ts';

/** Landmarks, portrait pixels; the label map is stretched over the portrait, each axis by itself. */
export interface LandmarksOnMap {
  readonly landmarks: readonly Point[];
  readonly landmarkSchema: LandmarkSchemaName;
  readonly portraitSize: Size;
}

/** Landmarks of outlines lie on the border of a region; so much of the way to the middle they are inside. */
const DRAWN_IN = 0.3;
/** Between corners alone a mouth is bent. */
const CORNERS_DRAWN_IN = 0.1;
/** Those of the nose are drawn to its tip, past the wings that some maps leave to the skin, and off its lower border. */
const NOSE_DRAWN_IN = { toTip: 0.5, toEyes: 0.15 };

/** The labels on which a group's landmarks may fall: glasses hide eyes and brows. */
const ACCEPTED: Readonly<Record<keyof LandmarkShare, readonly PartName[]>> = {
  eye: ['eye', 'glasses'],
  brow: ['brow', 'glasses'],
  nose: ['nose'],
  lip: MOUTH,
};

/**
 * Of each group's landmarks the share that falls on the labels that the schema gives the group. Labels that the schema
 * does not know, as an iris within the eye, are left out. null where landmarks or map do not have the group.
 *
 * @param blobs labels of the map
 */
export function landmarkShare(
  map: LabelMap,
  blobs: ReadonlyMap<number, unknown>,
  schema: LabelSchemaName | 'unknown',
  face: LandmarksOnMap,
): LandmarkShare {
  const probes = probesOf(face.landmarks, LANDMARK_SCHEMA_TABLES[face.landmarkSchema]);
  const present = new Set([...blobs.keys()].map((label) => nameLabel(schema, label).name));
  const share = (group: keyof LandmarkShare): number | null => {
    const accepted: readonly string[] = ACCEPTED[group];
    if (!accepted.some((name) => name !== 'glasses' && present.has(name as PartName))) return null;
    let on = 0;
    let off = 0;
    for (const point of probes[group]) {
      const { name } = nameLabel(schema, labelAt(map, face.portraitSize, point));
      if (accepted.includes(name)) on++;
      else if (!name.startsWith('label ')) off++;
    }
    return on + off === 0 ? null : Math.round((1000 * on) / (on + off)) / 1000;
  };
  return { eye: share('eye'), brow: share('brow'), nose: share('nose'), lip: share('lip') };
}

/** Landmarks by group, drawn in from the outlines they lie on. */
function probesOf(points: readonly Point[], schema: LandmarkSchema): Record<keyof LandmarkShare, Point[]> {
  const { eyes, pairs, noseTip } = schema;
  const outline = (indices: readonly number[]): Point[] => drawnIn(pick(points, indices), DRAWN_IN);
  const brows = pairs.brows ?? [];
  const lips = pick(points, (pairs.mouth ?? []).flat());
  const tip = noseTip === null ? [] : pick(points, [noseTip]);
  const nose = drawnIn([...pick(points, (pairs.nose ?? []).flat()), ...tip], NOSE_DRAWN_IN.toTip, tip[0]);
  return {
    eye: [...outline(eyes.right), ...outline(eyes.left)],
    brow: [...outline(brows.map(([right]) => right)), ...outline(brows.map(([, left]) => left))],
    nose: drawnIn(nose, NOSE_DRAWN_IN.toEyes, meanPoint(pick(points, [...eyes.right, ...eyes.left]))),
    lip: drawnIn(lips, lips.length > 2 ? DRAWN_IN : CORNERS_DRAWN_IN),
  };
}

/** Each point moved by that share of its way to a middle, the points' own where none is given. */
function drawnIn(points: readonly Point[], share: number, to?: Point): Point[] {
  if (points.length === 0) return [];
  const [cx, cy] = to ?? meanPoint(points);
  return points.map(([x, y]) => [x + share * (cx - x), y + share * (cy - y)]);
}

/** Background outside of the map. */
export function labelAt({ ids, width, height }: LabelMap, portraitSize: Size, [x, y]: Point): number {
  const column = Math.floor((x * width) / portraitSize.width);
  const row = Math.floor((y * height) / portraitSize.height);
  if (column < 0 || row < 0 || column >= width || row >= height) return 0;
  return ids[row * width + column]!;
}
