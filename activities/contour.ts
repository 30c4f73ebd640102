import type { DetailOption } from '../src/contract/options.ts';
import type { ContourInput, ContourOutput } from '../src/contract/steps.ts';
import { FrontalError } from '../src/contract/errors.ts';
import { applyAffine, composeAffine, invertAffine } from '../src/geometry/plane/affine.ts';
import type { Alignment } from '../src/geometry/alignment/alignment.ts';
import { faceCorners } from '../src/geometry/alignment/corners.ts';
import { readLandmarks } from '../src/geometry/alignment/landmarks.ts';
import { isDrawn } from '../src/geometry/labels/drawn-labels.ts';
import { mapPlacement } from '../src/geometry/labels/map-placement.ts';
import type { Detail } from '../src/geometry/detail/detail.ts';
import { describeRegions } from '../src/geometry/regions/measure.ts';
import type { Topology } from '../src/geometry/plane/topology.ts';
import { describeCertificate, summarise } from '../src/answer/describe-certificate.ts';
import type { QualityDocument, RegionDocument } from '../src/contract/result.ts';
import { jsonArtifact, parseArtifact } from '../src/submissions/steps/artifact.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { remembered } from '../src/submissions/steps/remembered.ts';

/** What `contour` stores and `render` draws. */
export interface RegionsArtifact {
  readonly labelMapSize: { readonly width: number; readonly height: number };
  readonly regions: RegionDocument[];
  /** Of all regions of the map, drawn or not; of those drawn alone where there was a budget of points. */
  readonly topology: Topology;
  readonly quality: QualityDocument;
}

/**
 * Cuts the label map, as it came, into regions with shared borders, and moves their vertices into the upright frame:
 * scale per axis and rotation act on vertices only.
 */
export const contour = ({ store, imaging, pixels }: Dependencies) =>
  remembered(store, 'contour', async (input: ContourInput, { signal }) => {
    const { corners: keep } = input;
    const bytes = await store.load([input.alignment, ...(keep ? [keep.landmarks] : [])]);
    const alignment = parseArtifact<Alignment>(bytes.get(input.alignment)!);
    const { merge, palette } = input;
    const labelMap = await pixels.labelMap(input.labelMap, palette, async () => {
      const loaded = await store.load([input.labelMap]);
      return imaging.decodeLabelMap(loaded.get(input.labelMap)!, palette);
    });
    const toPortrait = mapPlacement(input.fit, labelMap, alignment.originalSize);
    const corners = keep ? faceCorners(readLandmarks(parseArtifact(bytes.get(keep.landmarks)!)), keep.landmarkSchema) : [];
    const toMap = invertAffine(toPortrait);

    const detail = detailOf(input.contours.detail);
    const labels = { include: input.include, exclude: input.exclude, merge };
    const partition = await imaging.partition(
      labelMap,
      {
        detail,
        smoothing: input.contours.smoothing ?? 0,
        corners: corners.map((corner) => applyAffine(toMap, corner)),
        minPartPx: input.contours.min_part_px,
        merge,
        // A budget is spent on what is drawn. Other details draw a region as they do among all others.
        ...(detail.kind === 'points' ? { drawn: labels } : {}),
        presmoothPx: input.contours.presmooth_px ?? 0,
        placement: composeAffine(alignment.matrix, toPortrait),
      },
      signal,
    );
    const drawn = partition.regions.filter(({ label }) => isDrawn(label, labels));
    if (drawn.length === 0) {
      throw new FrontalError('invalid_option', 'options.labels leaves no label of the label map to draw.');
    }
    const regions = describeRegions(drawn, { labelSchema: input.labelSchema, merge, sides: input.sides });
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
