import type { Warning } from '../../contract/warning.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { GeometryError } from '../geometry-error.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { Blob } from '../labels/label-blobs.ts';
import { type LandmarksOnMap, landmarkShare } from '../labels/landmark-share.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import { anchorsOfLandmarks, anchorsOfMap, type FaceAnchors, inPixels, moveAnchors } from './face-anchors.ts';
import { sideWarnings } from './side-warnings.ts';

/** Farthest that the eyes of landmarks and label map may lie apart, as a share of the distance between the eyes. */
const FARTHEST_EYES = 0.5;
/** Farthest for the middles of nose and mouth: of that distance, or of that from eyes to mouth if it is longer. */
const FARTHEST_PART = 0.5;
/** A map moved in a way that would explain the mismatch has to come this much closer. */
const CLOSER = 0.4;
/**
 * Of the landmarks' mean share on their labels, all groups alike. Honest pairs have 0.85 and more, maps of 40 pixels
 * across 0.55; off by a fifth of the eyes' distance it is 0.3 to 0.4, by three tenths 0.1 to 0.25.
 */
const LEAST_SHARE = { accepted: 0.2, unremarked: 0.4 };
/** So many groups and landmarks have to be there for their shares to say much: a point or two miss easily. */
const LEAST_GROUPS = 3;
const LEAST_LANDMARKS = 20;

export interface FaceInTwoForms extends LandmarksOnMap {
  readonly labelMap: LabelMap;
  /** Of the label map, by label. */
  readonly blobs: ReadonlyMap<number, Blob>;
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
  const { labelMap, portraitSize, blobs, labelSchema } = face;
  if (labelSchema === 'unknown') return [];
  const onPortrait = inPixels(anchorsOfLandmarks(face.landmarks, face.landmarkSchema, portraitSize), portraitSize);
  const ofMap = anchorsOfMap(blobs, labelSchema, labelMap);
  const onMap = inPixels(ofMap, portraitSize);
  const shares = Object.values(landmarkShare(labelMap, blobs, labelSchema, face)).filter((share) => share !== null);
  const meanShare = shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const warnings = sideWarnings(onPortrait, onMap, labelSchema);
  const areMany = face.landmarks.length >= LEAST_LANDMARKS;
  // Eyes in the wrong order still lie on eyes; those of a map on its head need not.
  const isDoubtful = (areMany && shares.length >= LEAST_GROUPS) || warnings.some(({ code }) => code === 'mirrored_face');
  if (!doFit(onPortrait, onMap) || (isDoubtful && meanShare < LEAST_SHARE.accepted)) {
    const way = UNDONE.find(([, undo]) => doFit(onPortrait, inPixels(moveAnchors(ofMap, undo), portraitSize), CLOSER));
    throw new GeometryError('landmarks_do_not_match_map', refusal(way?.[0]));
  }
  return meanShare < (areMany ? LEAST_SHARE.unremarked : LEAST_SHARE.accepted) ? [...warnings, offLabels(meanShare)] : warnings;
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

/** Ways in which label maps come to be at odds with their portrait, and what undoes them; shares of width and height. */
const UNDONE: readonly (readonly [how: string, undo: (point: Point) => Point])[] = [
  ['mirrored left to right', ([x, y]) => [1 - x, y]],
  ['turned by 180 degrees', ([x, y]) => [1 - x, 1 - y]],
  ['turned by 90 degrees clockwise', ([x, y]) => [y, 1 - x]],
  ['turned by 90 degrees counterclockwise', ([x, y]) => [1 - y, x]],
  ['flipped upside down', ([x, y]) => [x, 1 - y]],
];

function refusal(way: string | undefined): string {
  const hint =
    way === undefined
      ? 'Do both belong to this portrait, whole and not cropped?'
      : `They would match if the map were not ${way}: send it in the orientation of the portrait.`;
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
