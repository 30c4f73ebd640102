import { countLabels, type LabelMap } from '../geometry/index.ts';
import { copyIds } from './copy-ids.ts';
import { gaussianWeights } from './gaussian-weights.ts';
import { largestParts } from './largest-parts.ts';
import type { OpenCv } from './open-cv.ts';
import { voteForLabels } from './vote-for-labels.ts';

/** Below it the weights of the neighbours round to nothing. */
const MIN_SIGMA = 0.1;

/**
 * Smooths a noisy map: every label's mask is blurred by a Gaussian, and each pixel takes the strongest label; of equally
 * strong ones its own, else the smallest. The outermost pixels are taken to go on outside of the frame. What comes out
 * is a partition as before, and no label vanishes: one that would keeps its largest part, or all that are equally large.
 * @param sigmaPx of the Gaussian, in pixels of the map; 0 for none
 * @returns the map itself where nothing changed, and how many pixels have another label now
 * @throws FrontalError `invalid_option` where it would take too long
 */
export function presmooth(cv: OpenCv, map: LabelMap, sigmaPx: number): { map: LabelMap; changed: number } {
  if (sigmaPx < MIN_SIGMA) return { map, changed: 0 };
  const smooth = { ...map, ids: copyIds(map.ids) };
  voteForLabels(cv, map, gaussianWeights(sigmaPx), smooth.ids);
  keepLabels(map, smooth);
  let changed = 0;
  for (let i = 0; i < map.ids.length; i++) if (map.ids[i] !== smooth.ids[i]) changed++;
  return changed === 0 ? { map, changed } : { map: smooth, changed };
}

/** Gives lost labels their largest part back. That may take another label's last pixels, which is lost then in turn. */
function keepLabels(before: LabelMap, after: LabelMap): void {
  const labels = [...countLabels(before).keys()];
  for (;;) {
    const left = countLabels(after);
    const lost = new Set(labels.filter((label) => !left.has(label)));
    if (lost.size === 0) return;
    for (const [label, part] of largestParts(before, lost)) for (const pixel of part) after.ids[pixel] = label;
  }
}
