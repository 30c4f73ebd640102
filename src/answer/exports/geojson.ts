import type { RegionDocument } from '../../contract/result.ts';
import { multiPolygon } from '../multi-polygon.ts';
import type { ExportedFace } from './exported-face.ts';

/**
 * A FeatureCollection with a feature a region (RFC 7946). Coordinates are pixels with y down, not longitudes and
 * latitudes: `frame` and `size` say of which picture.
 */
export function toGeoJson({ id, frame, size, regions }: ExportedFace): object {
  return {
    type: 'FeatureCollection',
    submission: id,
    frame,
    size: [size.width, size.height],
    features: regions.map((region) => ({
      type: 'Feature',
      id: region.label,
      properties: regionProperties(region),
      geometry: multiPolygon(region.parts),
    })),
  };
}

export function regionProperties(region: RegionDocument): Omit<RegionDocument, 'parts'> {
  const { parts: _, ...properties } = region;
  return properties;
}
