import type { Coordinates, RegionDocument } from '../contract/result.ts';

/** GeoJSON's form of a region (RFC 7946): each part a polygon, outer ring first, every ring closed by its first point. */
export interface MultiPolygon {
  type: 'MultiPolygon';
  coordinates: Coordinates[][][];
}

/** The parts of a region for libraries that read GeoJSON geometries. Coordinates stay pixels, y down. */
export function multiPolygon(parts: RegionDocument['parts']): MultiPolygon {
  return { type: 'MultiPolygon', coordinates: parts.map(({ outer, holes }) => [outer, ...holes].map(closed)) };
}

function closed(ring: Coordinates[]): Coordinates[] {
  return ring.length === 0 ? [] : [...ring, ring[0]!];
}
