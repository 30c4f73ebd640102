import type { MeasuresDocument } from '../../contract/result.ts';
import type { Face } from '../face/face.ts';
import { measureFifths } from './fifths.ts';
import { irisScale } from './iris-scale.ts';
import { measureMidline } from './midline.ts';
import { measurePairs, measureRegions } from './regions-and-pairs.ts';
import { measureThirds } from './thirds.ts';
import { unitsOf } from './units.ts';

export type { Face } from '../face/face.ts';

/**
 * Everything that is measured on a face, from the polygons as they are sent and the landmarks in the same frame. What
 * cannot be measured is null, and a warning says why. docs/measures.md defines each measure.
 */
export function measureFace(face: Face): MeasuresDocument {
  const scale = irisScale(face);
  const units = unitsOf(scale.value);
  const midline = measureMidline(face, units);
  const frame = midline.value?.frame ?? null;
  const thirds = measureThirds(face, frame, units);
  const fifths = measureFifths(face, frame, units);
  return {
    scale: scale.value,
    midline: midline.value?.document ?? null,
    regions: measureRegions(face, frame, units),
    pairs: measurePairs(face, frame, units),
    thirds: thirds.value,
    fifths: fifths.value,
    warnings: [scale, midline, thirds, fifths].flatMap(({ warnings }) => warnings),
  };
}
