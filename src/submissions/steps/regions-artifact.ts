import type { QualityDocument, RegionDocument } from '../../contract/result.ts';
import type { Topology } from '../../geometry/index.ts';

/** What `contour` stores, and `render` and the exports read. */
export interface RegionsArtifact {
  readonly labelMapSize: { readonly width: number; readonly height: number };
  readonly regions: RegionDocument[];
  /** Of all regions of the map, drawn or not; of those drawn alone where there was a budget of points. */
  readonly topology: Topology;
  readonly quality: QualityDocument;
}
