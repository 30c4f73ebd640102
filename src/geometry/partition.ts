import type { Region } from './region.ts';

export interface PartitionOptions {
  /** Largest deviation of a simplified border from the traced one, in label-map pixels. */
  readonly tolerancePx: number;
  /** Parts with fewer pixels go to the neighbour with the longest common border. */
  readonly minPartPx: number;
}

export interface RegionQuality {
  /** Intersection over union with the cleaned map's pixels, by the centre rule. */
  readonly iou: number;
  readonly areaError: number;
  readonly maxDeviationPx: number;
  readonly partsKept: number;
  readonly partsDropped: number;
}

/** Computed from the polygons that are sent, not from how they were made. */
export interface Certificate {
  readonly overlapPx: number;
  readonly gapPx: number;
  readonly crossings: number;
  readonly points: number;
  readonly regions: ReadonlyMap<number, RegionQuality>;
}

export interface Partition {
  /** Ascending by label; background 0 is not among them. Coordinates are label-map pixels. */
  readonly regions: readonly Region[];
  readonly certificate: Certificate;
}

