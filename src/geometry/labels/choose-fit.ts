import { LABEL_FITS, type LabelFit } from '../../contract/names.ts';
import { meanPoint } from '../plane/angle.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import { pick } from '../alignment/schemas/landmark-schema.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { FaceMapQuestion } from './face-map.ts';
import { type FaceView, knowMap, viewMap } from './view-map.ts';

/** Sides may differ by this share before a map counts as one of another shape: rounding of sizes stays below it. */
export const ASPECT_TOLERANCE = 0.02;
/** On the way from where one fit puts the parts of the face (0) to where another does (1), what speaks for either. */
const FOR_ONE = 0.4;
const FOR_OTHER = 0.6;
/** Tip of the nose and corners of the mouth tell the middles of their regions less well than those of eyes. */
const ROUGH = 0.25;
/** Of the distance between the eyes: fits that differ by less are as good as one. */
const MIN_APART = 0.02;
/** Mean share of landmarks on their labels, for a fit to be named that was not stated. */
const MIN_SHARE = 0.5;

export interface ChosenFit {
  readonly view: FaceView;
  /** Whether the map has another shape than the portrait, and nothing tells how it lies. */
  readonly doubt: boolean;
  /** Whether landmarks decided for another fit than the usual one. */
  readonly isChosen: boolean;
}

/**
 * Lays the map on the portrait as stated, or as the landmarks bear it out: stretched, unless another fit is clearly
 * better.
 *
 * @param clear without blended seams
 */
export function chooseFit(clear: LabelMap, map: LabelMap, question: FaceMapQuestion): ChosenFit {
  const { face, rollDegrees, schema, fit } = question;
  const { width, height } = face.portraitSize;
  const known = knowMap(clear);
  const given = { clear, map, face, rollDegrees, schema };
  const view = (name: LabelFit): FaceView => viewMap(name, given, known, () => betterThan(name));
  const betterThan = (name: LabelFit): LabelFit | null => {
    const best = LABEL_FITS.filter((other) => other !== name).map(view).reduce((most, other) => (other.share > most.share ? other : most));
    return best.share > MIN_SHARE ? best.fit : null;
  };
  if (fit !== 'auto') return { view: view(fit), doubt: false, isChosen: false };
  const aspect = (width * map.height) / (height * map.width);
  const stretched = view('stretch');
  if (Math.abs(aspect - 1) <= ASPECT_TOLERANCE) return { view: stretched, doubt: false, isChosen: false };
  const views = [stretched, view('contain'), view('corner')];
  const best = views.reduce((most, other) => (wayTo(most, other) > FOR_OTHER ? other : most));
  const doubt = views.some((other) => other !== best && wayTo(best, other) > FOR_ONE);
  return { view: best, doubt, isChosen: best !== stretched };
}

/**
 * How far the landmarks lie on the way from where one fit puts the parts of the face to where another does: 0 is the one
 * and 1 the other, whatever else lies between landmarks and map. Halfway where nothing tells, and 0 where both are as
 * good as one.
 */
function wayTo(one: FaceView, other: FaceView): number {
  let [along, squared, count] = [0, 0, 0];
  for (const { part, landmark, map } of one.parts) {
    const there = other.parts.find((candidate) => candidate.part === part)?.map;
    if (there === undefined) continue;
    const [dx, dy] = [there[0] - map[0], there[1] - map[1]];
    const weight = part === 'nose' || part === 'mouth' ? ROUGH : 1;
    along += weight * ((landmark[0] - map[0]) * dx + (landmark[1] - map[1]) * dy);
    squared += weight * (dx * dx + dy * dy);
    count += weight;
  }
  if (count === 0) return other.parts.length > one.parts.length ? 1 : one.parts.length > 0 ? 0 : 0.5;
  const eyes = eyesApart(one);
  return Math.sqrt(squared / count) < MIN_APART * eyes ? 0 : along / squared;
}

function eyesApart({ padded: { landmarks, landmarkSchema } }: FaceView): number {
  const { eyes } = LANDMARK_SCHEMA_TABLES[landmarkSchema];
  const [right, left] = [meanPoint(pick(landmarks, eyes.right)), meanPoint(pick(landmarks, eyes.left))];
  return Math.hypot(left[0] - right[0], left[1] - right[1]);
}
