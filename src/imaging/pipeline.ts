import type { Cut, CutOptions } from '../submissions/steps/ports.ts';
import { changedLabels, drawnAlone, type LabelMap, mergeLabels, partitionLabelMap } from '../geometry/index.ts';
import { clean } from './clean.ts';
import type { OpenCv } from './open-cv.ts';
import { presmooth } from './presmooth.ts';

/**
 * From a label map as it was sent to its regions: merge, presmooth, clean, cut. Smoothing comes before cleaning, since
 * what it leaves in specks is cleaned away.
 *
 * @throws GeometryError, and FrontalError `invalid_option` where smoothing the map would take too long
 */
export function cutMap(cv: OpenCv, map: LabelMap, options: CutOptions): Cut {
  const { merge = {}, presmoothPx = 0, minPartPx, drawn } = options;
  const merged = mergeLabels(map, merge);
  const smoothed = presmooth(cv, merged, presmoothPx);
  const cleaned = clean(cv, smoothed.map, minPartPx);
  const traced = drawn === undefined ? cleaned.map : drawnAlone(cleaned.map, drawn);
  const cut = partitionLabelMap(traced, options, cleaned.report);
  return { ...cut, presmoothedPixels: smoothed.changed, mapIous: changedLabels(merged, cleaned.map) };
}
