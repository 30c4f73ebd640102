import type { Coordinates, RegionDocument, ZoneDocument } from '../contract/result.ts';
import {
  type DescribedRegion,
  type Part,
  partsArea,
  type Ring,
  round,
  roundPoint,
  type Shape,
  type Sides,
  type Zone,
} from '../geometry/index.ts';

/** Of measures. Rings are passed on digit for digit: their certificate speaks of exactly these coordinates. */
const DECIMALS = 3;

/** A region in the spelling of the contract. */
export function regionDocument(region: DescribedRegion): RegionDocument {
  return { label: region.label, name: region.name, ...shapeDocument(region) };
}

export function zoneDocument(zone: Zone): ZoneDocument {
  return { name: zone.name, ...shapeDocument(zone) };
}

/** What was described, back from the document, with its measures as they were sent. */
export function readRegion({ label, name, subject_side, viewer_side, parts, area_px, perimeter_px, centroid, bbox }: RegionDocument): DescribedRegion {
  const [x, y, width, height] = bbox;
  return {
    label,
    name,
    subjectSide: subject_side,
    viewerSide: viewer_side,
    parts,
    area: area_px,
    perimeter: perimeter_px,
    centroid,
    box: { x, y, width, height },
  };
}

/** Largest outer ring of each label. */
export function maskContours(regions: readonly RegionDocument[]): Record<string, Coordinates[]> {
  return Object.fromEntries(
    regions.flatMap(({ label, parts }) => {
      // Parts are in order of their area, from which holes are taken off: the first need not have the largest ring.
      const [largest] = parts.map(({ outer }) => ({ outer, area: partsArea([{ outer, holes: [] }]) })).toSorted((a, b) => b.area - a.area);
      return largest === undefined ? [] : [[String(label), largest.outer]];
    }),
  );
}

function shapeDocument({ subjectSide, viewerSide, parts, area, perimeter, centroid, box }: Sides & Shape): Omit<ZoneDocument, 'name'> {
  return {
    subject_side: subjectSide,
    viewer_side: viewerSide,
    parts: parts.map(partDocument),
    area_px: round(area, DECIMALS),
    perimeter_px: round(perimeter, DECIMALS),
    centroid: roundPoint(centroid, DECIMALS),
    bbox: [round(box.x, DECIMALS), round(box.y, DECIMALS), round(box.width, DECIMALS), round(box.height, DECIMALS)],
  };
}

function partDocument({ outer, holes }: Part): RegionDocument['parts'][number] {
  return { outer: ringDocument(outer), holes: holes.map(ringDocument) };
}

function ringDocument(ring: Ring): Coordinates[] {
  return ring.map(([x, y]) => [x, y]);
}
