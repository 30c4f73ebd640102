import type { Affine } from './affine.ts';
import type { Region } from './region.ts';

export interface PartitionOptions {
  /** Largest deviation of a simplified border from the traced one, in label-map pixels. */
  readonly tolerancePx: number;
  /** Parts with fewer pixels go to the neighbour with the longest common border. */
  readonly minPartPx: number;
  /** Label-map frame to the frame of the answer. Acts on vertices only, after everything else. */
  readonly placement: Affine;
}

/** Fidelity of one region's polygons to the cleaned label map, in label-map pixels. */
export interface RegionQuality {
  /** Intersection over union by the centre rule: a pixel belongs to the polygon that its centre lies in. */
  readonly iou: number;
  /** |polygon area - pixels| / pixels. */
  readonly areaError: number;
  readonly maxDeviationPx: number;
  readonly partsKept: number;
  readonly partsDropped: number;
}

/** Computed from the polygons that are sent, not from how they were made. */
export interface Certificate {
  readonly overlapPx: number;
  /** Uncovered area that is not outside of all regions in the label map. */
  readonly gapPx: number;
  readonly crossings: number;
  readonly points: number;
  /** By label. */
  readonly regions: ReadonlyMap<number, RegionQuality>;
}

/** What cleaning gave to a neighbour before the map came here. */
export interface CleaningReport {
  readonly parts: number;
  readonly pixels: number;
  /** Parts given away, by the label they had. Labels that lost none may be missing. */
  readonly droppedByLabel: ReadonlyMap<number, number>;
}

export interface Partition {
  /** Ascending by label, background 0 not among them, in the frame of the answer. */
  readonly regions: readonly Region[];
  readonly certificate: Certificate;
  /** Parts and pixels that cleaning gave to a neighbour. */
  readonly cleaned: { readonly parts: number; readonly pixels: number };
}
