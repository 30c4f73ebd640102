import type { Warning } from '../../contract/warning.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { Point, Size } from '../plane/affine.ts';
import { GeometryError } from '../geometry-error.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { Blob } from '../labels/label-blobs.ts';
import { LABEL_SCHEMA_TABLES } from '../labels/label-schemas.ts';
import { type LandmarksOnMap, landmarkShare } from '../labels/landmark-share.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import { anchorsOfLandmarks, anchorsOfMap, type FaceAnchors, inPixels, moveAnchors } from './face-anchors.ts';
import { sideWarnings } from './side-warnings.ts';

/** Farthest that the eyes of landmarks and label map may lie apart, as a share of the distance between the eyes. */
const FARTHEST_EYES = 0.5;
/** Farthest for the middles of nose and mouth: of that distance, or of that from eyes to mouth if it is longer. */
const FARTHEST_PART = 0.5;
/** The same where no landmark lies on an eye at all. */
const MISSED_EYES = 0.2;
/** A map moved in a way that would explain the mismatch has to come this much closer. */
const CLOSER = 0.4;
/**
 * Of the landmarks' mean share on their labels, all groups alike. Honest pairs have 0.85 and more, maps of 40 pixels
 * across 0.55; off by a fifth of the eyes' distance it is 0.3 to 0.4, by three tenths 0.1 to 0.25.
 */
const MIN_SHARE = { accepted: 0.2, unremarked: 0.4 };
/** So many groups and landmarks have to be there for their shares to say much: a point or two miss easily. */
const MIN_GROUPS = 3;
const MIN_LANDMARKS = 20;

export interface FaceInTwoForms extends LandmarksOnMap {
  readonly labelMap: LabelMap;
  /** Of the label map, by label; of labels that are taken to lie elsewhere in error none. */
  readonly blobs: ReadonlyMap<number, Pick<Blob, 'pixels' | 'centroid'>>;
  /** Both eyes of a map that has them under one label, in its frame. */
  readonly twinEyes?: readonly [Point, Point] | null;
  readonly labelSchema: LabelSchemaName | 'unknown';
}

/**
 * Holds landmarks and label map against each other: the middles of eyes, nose and mouth, and the share of each group's
 * landmarks that falls on its labels. They need not agree closely, and parts that either lacks are not asked for; but
 * those of another face, of a map that was turned, flipped, shifted or cropped lie somewhere else. Of labels that are
 * not known nothing can be said.
 *
 * @returns warnings where the places agree roughly, or the sides do not
 * @throws GeometryError `landmarks_do_not_match_map`; the message says how the map would fit
 */
export function checkMatch(face: FaceInTwoForms): Warning[] {
  const { labelMap, portraitSize, blobs, labelSchema, twinEyes = null } = face;
  if (labelSchema === 'unknown') return [];
  const onPortrait = inPixels(anchorsOfLandmarks(face.landmarks, face.landmarkSchema, portraitSize), portraitSize);
  const ofMap = withTwins(anchorsOfMap(blobs, labelSchema, labelMap), twinEyes, labelMap);
  const onMap = inPixels(ofMap, portraitSize);
  const share = landmarkShare(labelMap, blobs, labelSchema, face);
  const shares = Object.values(share).filter((part) => part !== null);
  const meanShare = shares.length === 0 ? 1 : shares.reduce((sum, part) => sum + part, 0) / shares.length;
  const warnings = sideWarnings(onPortrait, twinEyes === null ? onMap : { ...onMap, eyes: [] }, labelSchema);
  const areMany = face.landmarks.length >= MIN_LANDMARKS;
  // Eyes in the wrong order still lie on eyes; those of a map on its head need not.
  const isDoubtful = (areMany && shares.length >= MIN_GROUPS) || warnings.some(({ code }) => code === 'mirrored_face');
  const misses = (isDoubtful && meanShare < MIN_SHARE.accepted) || missesEyes(onPortrait, onMap, share.eye, areMany);
  if (!doFit(onPortrait, onMap) || misses) {
    throw new GeometryError('landmarks_do_not_match_map', refusal(waysToFit(onPortrait, ofMap, portraitSize, labelSchema)));
  }
  return meanShare < (areMany ? MIN_SHARE.unremarked : MIN_SHARE.accepted) ? [...warnings, offLabels(meanShare)] : warnings;
}

function withTwins(anchors: FaceAnchors, twins: readonly [Point, Point] | null, { width, height }: Size): FaceAnchors {
  return twins === null ? anchors : { ...anchors, eyes: twins.map(([x, y]): Point => [x / width, y / height]) };
}

/** Whether no eye's landmark lies on an eye. A list of few points may miss narrow eyes, but not by much. */
function missesEyes({ eyes: [right, left] }: FaceAnchors, { eyes }: FaceAnchors, share: number | null, areMany: boolean): boolean {
  if (share !== 0 || eyes.length === 0) return false;
  return areMany || !areEyesNear([right!, left!], eyes, MISSED_EYES * distance(right!, left!));
}

/** Pixels of the portrait. */
function doFit(landmarks: FaceAnchors, map: FaceAnchors, tolerance = 1): boolean {
  const [right, left] = [landmarks.eyes[0]!, landmarks.eyes[1]!];
  const { mouth } = landmarks;
  const apart = distance(right, left);
  // A turned head brings the eyes together, not eyes and mouth.
  const unit = Math.max(apart, mouth === null ? 0 : distance(meanPoint([right, left]), mouth));
  const areNear = (a: Point | null, b: Point | null): boolean =>
    a === null || b === null || distance(a, b) <= tolerance * FARTHEST_PART * unit;
  return (
    areEyesNear([right, left], map.eyes, tolerance * FARTHEST_EYES * apart) &&
    areNear(landmarks.nose, map.nose) &&
    areNear(mouth, map.mouth)
  );
}

/** Sides are no matter here: sources disagree on whose left an eye is. */
function areEyesNear([right, left]: [Point, Point], [one, other]: readonly Point[], farthest: number): boolean {
  if (one === undefined) return true;
  if (other === undefined) return Math.min(distance(right, one), distance(left, one)) <= farthest;
  const straight = distance(right, one) + distance(left, other);
  const crossed = distance(right, other) + distance(left, one);
  return Math.min(straight, crossed) / 2 <= farthest;
}

type Move = (point: Point) => Point;

/** Ways in which label maps come to be at odds with their portrait, what undoes them, and what does them; shares of width and height. */
export const UNDONE: readonly (readonly [how: string, undo: Move, redo: Move])[] = [
  ['mirrored left to right', ([x, y]) => [1 - x, y], ([x, y]) => [1 - x, y]],
  ['turned by 180 degrees', ([x, y]) => [1 - x, 1 - y], ([x, y]) => [1 - x, 1 - y]],
  ['turned by 90 degrees clockwise', ([x, y]) => [y, 1 - x], ([x, y]) => [1 - y, x]],
  ['turned by 90 degrees counterclockwise', ([x, y]) => [1 - y, x], ([x, y]) => [y, 1 - x]],
  ['flipped upside down', ([x, y]) => [x, 1 - y], ([x, y]) => [x, 1 - y]],
  ['transposed, its rows written as columns', ([x, y]) => [y, x], ([x, y]) => [y, x]],
  ['transposed about the other diagonal', ([x, y]) => [1 - y, 1 - x], ([x, y]) => [1 - y, 1 - x]],
];

/** Ways that explain a map as well as the best one does, within so much of the distance between the eyes. */
const AS_WELL = 0.1;

/**
 * What the map may have been done to: the ways whose undoing brings its parts nearest to the landmarks. Where the sides of
 * a schema are settled they tell a turn from the mirror image of one; a face in the middle of its map looks alike in both
 * otherwise.
 */
function waysToFit(landmarks: FaceAnchors, map: FaceAnchors, size: Size, schema: LabelSchemaName): string[] {
  return nearest(
    UNDONE.flatMap(([way, undo]) => {
      const moved = inPixels(moveAnchors(map, undo), size);
      return doFit(landmarks, moved, CLOSER) ? [{ way, off: offBy(landmarks, moved, areSettled(schema)) }] : [];
    }),
    AS_WELL * distance(landmarks.eyes[0]!, landmarks.eyes[1]!),
  );
}

function nearest(tried: readonly { readonly way: string; readonly off: number }[], within: number): string[] {
  const least = Math.min(...tried.map(({ off }) => off));
  return tried.filter(({ off }) => off <= least + within).toSorted((a, b) => a.off - b.off).map(({ way }) => way);
}

function areSettled(schema: LabelSchemaName): boolean {
  return LABEL_SCHEMA_TABLES[schema].sides === 'settled';
}

/**
 * Of ways to turn landmarks, each with the face that it gives, those that bring them nearest to the map.
 */
export function nearestWays(ways: readonly { readonly way: string; readonly face: FaceInTwoForms }[]): string[] {
  const tried = ways.map(({ way, face: { labelMap, portraitSize, blobs, labelSchema, ...face } }) => {
    const landmarks = inPixels(anchorsOfLandmarks(face.landmarks, face.landmarkSchema, portraitSize), portraitSize);
    const off = offBy(landmarks, inPixels(anchorsOfMap(blobs, labelSchema, labelMap), portraitSize), labelSchema !== 'unknown' && areSettled(labelSchema));
    return { way, off: off / Math.max(distance(landmarks.eyes[0]!, landmarks.eyes[1]!), Number.MIN_VALUE) };
  });
  return nearest(tried, AS_WELL);
}

/** Mean distance of the anchors that both have. */
function offBy(landmarks: FaceAnchors, map: FaceAnchors, isSided: boolean): number {
  const [right, left] = [landmarks.eyes[0]!, landmarks.eyes[1]!];
  const [one, other] = map.eyes;
  const offs: number[] = [];
  if (one !== undefined && other !== undefined) {
    const straight = (distance(right, one) + distance(left, other)) / 2;
    offs.push(isSided ? straight : Math.min(straight, (distance(right, other) + distance(left, one)) / 2));
  } else if (one !== undefined) offs.push(Math.min(distance(right, one), distance(left, one)));
  for (const part of ['nose', 'mouth'] as const) {
    const [a, b] = [landmarks[part], map[part]];
    if (a !== null && b !== null) offs.push(distance(a, b));
  }
  return offs.length === 0 ? 0 : offs.reduce((sum, off) => sum + off, 0) / offs.length;
}

/** A part of the face as landmarks have it and as the map has it, in pixels of the portrait. */
export interface PartInTwoForms {
  readonly part: 'right eye' | 'left eye' | 'nose' | 'mouth';
  readonly landmark: Point;
  readonly map: Point;
}

/** The parts that both have; a single eye is that of the nearer landmark. */
export function partsInTwoForms({ labelMap, portraitSize, blobs, labelSchema, twinEyes = null, ...face }: FaceInTwoForms): PartInTwoForms[] {
  const landmarks = inPixels(anchorsOfLandmarks(face.landmarks, face.landmarkSchema, portraitSize), portraitSize);
  const map = inPixels(withTwins(anchorsOfMap(blobs, labelSchema, labelMap), twinEyes, labelMap), portraitSize);
  const [right, left] = [landmarks.eyes[0]!, landmarks.eyes[1]!];
  const [one, other] = map.eyes;
  const parts: PartInTwoForms[] = [];
  if (one !== undefined && other !== undefined) {
    const isCrossed = distance(right, other) + distance(left, one) < distance(right, one) + distance(left, other);
    parts.push({ part: 'right eye', landmark: right, map: isCrossed ? other : one }, { part: 'left eye', landmark: left, map: isCrossed ? one : other });
  } else if (one !== undefined) {
    const isRight = distance(right, one) < distance(left, one);
    parts.push({ part: isRight ? 'right eye' : 'left eye', landmark: isRight ? right : left, map: one });
  }
  for (const part of ['nose', 'mouth'] as const) {
    const [landmark, onMap] = [landmarks[part], map[part]];
    if (landmark !== null && onMap !== null) parts.push({ part, landmark, map: onMap });
  }
  return parts;
}

function refusal(ways: readonly string[]): string {
  const hint =
    ways.length === 0
      ? 'Do both belong to this portrait, whole and not cropped?'
      : `They would match if the map were not ${ways.join(', or ')}: send it in the orientation of the portrait.`;
  return `Eyes, nose or mouth of the landmarks lie elsewhere than those of the label map. ${hint}`;
}

function offLabels(meanShare: number): Warning {
  return {
    code: 'landmarks_off_labels',
    detail: `Only ${Math.round(100 * meanShare)} % of the landmarks of eyes, brows, nose and mouth fall on the labels of these parts: label map and landmarks lie apart, or one of them is coarse.`,
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(...difference(a, b));
}
