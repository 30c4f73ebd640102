import type { Affine, Point } from './plane/affine.ts';
import type { Certificate, CleaningReport } from './certificate/certificate.ts';
import { certify } from './certificate/certify.ts';
import { checkDetail, checkSmoothing, DEFAULT_DETAIL, type Detail } from './detail/detail.ts';
import { assembleTopology } from './borders/assemble.ts';
import { createDrafts } from './detail/drafts.ts';
import { fitDetail } from './detail/fit-detail.ts';
import { GeometryError } from './geometry-error.ts';
import type { LabelMap } from './lattice/label-map.ts';
import { traceMap } from './lattice/traced-map.ts';
import type { Region } from './plane/region.ts';
import type { Topology } from './plane/topology.ts';

export interface PartitionOptions {
  /** How much of the borders is kept; `balanced` where it is missing. */
  readonly detail?: Detail;
  /**
   * 0 to 1: how much the stairs of pixels are smoothed away. 0, the default, draws straight from point to point; above,
   * borders are curves, whose ends and corners stay. Tolerances, budgets and the least IoU hold as they do without;
   * presets choose their points as without, and what smoothing then changes is in the certificate.
   */
  readonly smoothing?: number;
  /** Places in label-map pixels near which smoothing keeps a corner, such as those of eyes and mouth. */
  readonly corners?: readonly Point[];
  /** Label-map frame to the frame of the answer. Acts on vertices only, after everything else. */
  readonly placement: Affine;
}

export interface Partition {
  /** Ascending by label, background 0 not among them, in the frame of the answer. */
  readonly regions: readonly Region[];
  /** The same regions by their borders, each of which is there once. */
  readonly topology: Topology;
  readonly certificate: Certificate;
  /** Parts and pixels that cleaning gave to a neighbour. */
  readonly cleaned: { readonly parts: number; readonly pixels: number };
}

/**
 * Cuts a cleaned label map into regions: borders traced, placed, simplified once for both sides, guarded and assembled.
 * For any map: no overlap, no gap, no crossing, every part and every hole kept.
 *
 * @throws RangeError if the placement is singular or mirrors
 * @throws GeometryError `invalid_option` if the detail is out of range, or asks for fewer points than the parts need;
 *   `invalid_segmentation_map` if the map's pixels are so small in the answer's frame that its steps do not tell them apart
 */
export function partitionLabelMap(map: LabelMap, options: PartitionOptions, cleaned: CleaningReport): Partition {
  const { placement, detail = DEFAULT_DETAIL, smoothing = 0 } = options;
  if (!(placement[0] * placement[3] - placement[1] * placement[2] > 0)) throw new RangeError('placement mirrors or is singular');
  checkScale(placement);
  checkDetail(detail);
  checkSmoothing(smoothing);
  const traced = traceMap(map);
  const drafts = createDrafts(traced, placement, smoothing > 0 ? { strength: smoothing, corners: options.corners ?? [] } : null);
  const { regions, arcs, unsmoothed } = fitDetail(drafts, placement, detail);
  return {
    regions,
    topology: assembleTopology(traced.parts, traced.rings, arcs),
    certificate: certify(regions, placement, traced, cleaned, unsmoothed),
    cleaned: { parts: cleaned.parts, pixels: cleaned.pixels },
  };
}

/**
 * Rounding to sent coordinates moves a point by 0.7 steps of 1 / 10 000 pixel at most. From this size on that is less
 * than the hundredth of a map's pixel that every corridor leaves for it.
 */
const MIN_SCALE = 0.01;

function checkScale([a, b, c, d]: Affine): void {
  // The smaller singular value: how far a step of one map pixel goes in the direction that is shrunk most.
  const [sum, difference] = [Math.hypot(a + d, b - c), Math.hypot(a - d, b + c)];
  if (Math.abs(sum - difference) / 2 >= MIN_SCALE * (1 - 1e-9)) return;
  throw new GeometryError(
    'invalid_segmentation_map',
    `The label map has more than ${1 / MIN_SCALE} pixels for each pixel of the portrait along a side. Send a larger portrait or a smaller label map.`,
  );
}
