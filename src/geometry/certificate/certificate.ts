/** Fidelity of one region's polygons to the cleaned label map, in label-map pixels. */
export interface RegionQuality {
  /** Intersection over union by the centre rule: a pixel belongs to the polygon that its centre lies in. */
  readonly iou: number;
  /** |polygon area - pixels| / pixels. */
  readonly areaError: number;
  readonly maxDeviationPx: number;
  /** How far smoothing moved a border at most: from a point drawn to the straight links drawn without. 0 without smoothing. */
  readonly smoothingDriftPx: number;
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
