import type { LabelSchemaName, LandmarkSchemaName } from '../../../../src/contract/names.ts';
import { applyAffine, composeAffine, scaleAffine } from '../../../../src/geometry/plane/affine.ts';
import { chooseLandmarkSchema } from '../../../../src/geometry/alignment/schemas/index.ts';
import type { Face } from '../../../../src/geometry/face/face.ts';
import { partitionLabelMap } from '../../../../src/geometry/cut.ts';
import type { PresetName } from '../../../../src/geometry/detail/detail.ts';
import { describeRegions } from '../../../../src/geometry/face/describe-regions.ts';
import { type CaseName, shippedCase, shippedLabelMap } from '../../support/case.ts';
import { UNTOUCHED } from '../../support/label-grids.ts';

const LABEL_SCHEMAS: Readonly<Record<CaseName, LabelSchemaName | 'unknown'>> = {
  astronaut: 'lapa-11',
  'synth-plain': 'lapa-11',
  'synth-holes': 'bisenet-19',
  'synth-hard': 'unknown',
};

/** A shipped case as the product would hand it on: the real partition, moved into the upright frame. */
export function shippedFace(name: CaseName, detail: PresetName = 'measure'): Face {
  const { portraitSize, landmarks, upright } = shippedCase(name);
  const map = shippedLabelMap(name);
  const toPortrait = scaleAffine(portraitSize.width / map.width, portraitSize.height / map.height);
  const { regions } = partitionLabelMap(
    map,
    { detail: { kind: 'preset', name: detail }, placement: composeAffine(upright.matrix, toPortrait) },
    UNTOUCHED,
  );
  const schema: LandmarkSchemaName = chooseLandmarkSchema(landmarks, null).name;
  return {
    regions: describeRegions(regions, { labelSchema: LABEL_SCHEMAS[name] }),
    landmarks: landmarks.map((point) => applyAffine(upright.matrix, point)),
    schema,
  };
}
