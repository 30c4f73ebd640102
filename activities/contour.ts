import type { DetailOption } from '../src/contract/options.ts';
import type { ContourInput, ContourOutput } from '../src/contract/steps.ts';
import { FrontalError } from '../src/contract/errors.ts';
import {
  type Alignment,
  applyAffine,
  composeAffine,
  describeRegions,
  type Detail,
  faceCorners,
  invertAffine,
  isDrawn,
  mapPlacement,
  readLandmarks,
} from '../src/geometry/index.ts';
import { regionDocument } from '../src/answer/describe-shapes.ts';
import { describeCertificate, summarise } from '../src/answer/describe-certificate.ts';
import { jsonArtifact, parseArtifact } from '../src/submissions/steps/artifact.ts';
import type { CutOptions, Dependencies } from '../src/submissions/steps/ports.ts';
import type { RegionsArtifact } from '../src/submissions/steps/regions-artifact.ts';
import { remembered } from '../src/submissions/steps/remembered.ts';
import { STEP_BYTES } from '../src/submissions/steps/step-memory.ts';

/**
 * Cuts the label map, as it came, into regions with shared borders, and moves their vertices into the upright frame:
 * scale per axis and rotation act on vertices only.
 */
export const contour = ({ store, imaging, pixels, room }: Dependencies) =>
  remembered(store, 'contour', async (input: ContourInput, { signal }) => {
    const { corners: keep } = input;
    const stored = await store.load([input.alignment, ...(keep ? [keep.landmarks] : [])]);
    const alignment = parseArtifact<Alignment>(stored.get(input.alignment)!);
    const { merge, palette } = input;
    const labelMap = await pixels.labelMap(input.labelMap, palette, async () => {
      const loaded = await store.load([input.labelMap]);
      const bytes = loaded.get(input.labelMap)!;
      const memory = STEP_BYTES.decode(0, await imaging.countPixels(bytes));
      return room.hold(memory, () => imaging.decodeLabelMap(bytes, palette), { signal });
    });
    const toPortrait = mapPlacement(input.fit, labelMap, alignment.originalSize);
    const corners = keep ? faceCorners(readLandmarks(parseArtifact(stored.get(keep.landmarks)!)), keep.landmarkSchema) : [];
    const toMap = invertAffine(toPortrait);

    const detail = detailOf(input.contours.detail);
    const labels = { include: input.include, exclude: input.exclude, merge };
    const options: CutOptions = {
      detail,
      smoothing: input.contours.smoothing,
      corners: corners.map((corner) => applyAffine(toMap, corner)),
      minPartPx: input.contours.min_part_px,
      merge,
      // A budget is spent on what is drawn. Other details draw a region as they do among all others.
      ...(detail.kind === 'points' ? { drawn: labels } : {}),
      presmoothPx: input.contours.presmooth_px,
      placement: composeAffine(alignment.matrix, toPortrait),
    };
    const partition = await room.hold(STEP_BYTES.contour(labelMap), () => imaging.cutMap(labelMap, options, signal), { signal });
    const drawn = partition.regions.filter(({ label }) => isDrawn(label, labels));
    if (drawn.length === 0) {
      throw new FrontalError('invalid_option', 'options.labels leaves no label of the label map to draw.');
    }
    const regions = describeRegions(drawn, { labelSchema: input.labelSchema, merge, sides: input.sides }).map(regionDocument);
    const quality = describeCertificate(partition, new Set(drawn.map(({ label }) => label)));
    const { width: mapWidth, height: mapHeight } = labelMap;
    const content: RegionsArtifact = { labelMapSize: { width: mapWidth, height: mapHeight }, regions, topology: partition.topology, quality };
    const artifact = jsonArtifact(content);
    const output: Omit<ContourOutput, 'ms'> = {
      regions: artifact.digest,
      regionCount: regions.length,
      pointCount: quality.points,
      certificate: summarise(quality),
    };
    return { output, artifacts: [artifact] };
  });

function detailOf(option: DetailOption): Detail {
  if (typeof option === 'string') return { kind: 'preset', name: option };
  if ('tolerance_px' in option) return { kind: 'tolerance', px: option.tolerance_px };
  if ('max_points' in option) return { kind: 'points', max: option.max_points };
  return { kind: 'iou', min: option.min_iou };
}
