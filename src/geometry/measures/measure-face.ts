import type { Face } from '../face/face.ts';
import { measureFifths } from './fifths.ts';
import { irisScale } from './iris-scale.ts';
import type { FaceMeasures } from './measures.ts';
import { measureMidline } from './midline.ts';
import { measurePairs, measureRegions } from './regions-and-pairs.ts';
import { measureThirds } from './thirds.ts';

/**
 * Everything that is measured on a face, from the polygons as they are sent and the landmarks in the same frame. What
 * cannot be measured is null, and a warning says why. docs/measures.md defines each measure.
 */
export function measureFace(face: Face): FaceMeasures {
  const scale = irisScale(face);
  const midline = measureMidline(face);
  const frame = midline.value?.frame ?? null;
  const thirds = measureThirds(face, frame);
  const fifths = measureFifths(face, frame);
  return {
    scale: scale.value,
    midline: midline.value?.measured ?? null,
    regions: measureRegions(face, frame),
    pairs: measurePairs(face, frame),
    thirds: thirds.value,
    fifths: fifths.value,
    warnings: [scale, midline, thirds, fifths].flatMap(({ warnings }) => warnings),
  };
}
