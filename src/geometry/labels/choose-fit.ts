import { LABEL_FITS, type LabelFit } from '../../contract/options.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { FaceMapQuestion } from './read-face-map.ts';
import { type FaceView, knowMap, viewMap } from './view-map.ts';

/** Sides may differ by this share before a map counts as one of another shape: rounding of sizes stays below it. */
export const ASPECT_TOLERANCE = 0.02;
/** In shares of landmarks and distances between the eyes: what another fit has to be better by. */
const LEAST_BETTER = 0.08;

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
    const others = LABEL_FITS.filter((other) => other !== name).map(view);
    const best = others.toSorted(byAgreement)[0]!;
    return (best.agreement ?? 0) > 0.5 ? best.fit : null;
  };
  const aspect = (width * map.height) / (height * map.width);
  const isOther = Math.abs(aspect - 1) > ASPECT_TOLERANCE;
  if (fit !== 'auto') return { view: view(fit), doubt: false, isChosen: false };
  const stretched = view('stretch');
  if (!isOther) return { view: stretched, doubt: false, isChosen: false };
  const [best, next] = [stretched, view('contain'), view('corner')].toSorted(byAgreement);
  const lead = (best!.agreement ?? 0) - (stretched.agreement ?? 0);
  const chosen = best!.agreement !== null && lead > LEAST_BETTER ? best! : stretched;
  const settled = best!.agreement !== null && (next!.agreement === null || best!.agreement - next!.agreement > LEAST_BETTER);
  return { view: chosen, doubt: !settled, isChosen: chosen !== stretched };
}

function byAgreement(a: FaceView, b: FaceView): number {
  return (b.agreement ?? -Infinity) - (a.agreement ?? -Infinity);
}
