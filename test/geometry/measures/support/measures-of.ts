import { describeMeasures } from '../../../../src/answer/describe-measures.ts';
import { readRegion, regionDocument } from '../../../../src/answer/describe-shapes.ts';
import type { MeasuresDocument } from '../../../../src/contract/result.ts';
import type { Face } from '../../../../src/geometry/face/face.ts';
import { measureFace } from '../../../../src/geometry/measures/measure-face.ts';

/** The measures as an answer has them: of regions that were stored, rounded. */
export function measuresOf(face: Face): MeasuresDocument {
  const regions = face.regions.map((region) => readRegion(regionDocument(region)));
  return describeMeasures(measureFace({ ...face, regions }));
}
