import type { LabelSchemaName, LabelSides } from '../../contract/options.ts';
import type { Coordinates, RegionDocument } from '../../contract/result.ts';
import type { Merge } from '../labels/merge-labels.ts';
import { nameRegion } from '../labels/name-region.ts';
import type { Region, Ring } from '../plane/region.ts';
import { partsArea, partsBox, partsCentroid, partsPerimeter } from '../plane/ring-measure.ts';
import { round, roundPoint } from '../plane/rounding.ts';
import { opposite, sidesOf } from './sides.ts';

/** Of measures. Rings are passed on digit for digit: their certificate speaks of exactly these coordinates. */
const DECIMALS = 3;

export interface DescribeOptions {
  readonly labelSchema: LabelSchemaName | 'unknown';
  /** Of the map that the regions are of; nothing was merged where it is missing. */
  readonly merge?: Merge;
  /** Of the labels as they lie in the map; where they are missing, they are told by the regions alone. */
  readonly sides?: LabelSides;
}

/** Regions in the spelling of the HTTP contract, with names, sides and measures in the unit of their coordinates. */
export function describeRegions(regions: readonly Region[], { labelSchema, merge = {}, sides }: DescribeOptions): RegionDocument[] {
  const described = regions.map(({ label, parts }) => {
    const { name, subjectSide } = nameRegion(labelSchema, label, merge, sides);
    const box = partsBox(parts);
    return {
      label,
      name,
      subject_side: subjectSide,
      viewer_side: null,
      parts: parts.map(({ outer, holes }) => ({ outer: copyRing(outer), holes: holes.map(copyRing) })),
      area_px: round(partsArea(parts), DECIMALS),
      perimeter_px: round(partsPerimeter(parts), DECIMALS),
      centroid: roundPoint(partsCentroid(parts), DECIMALS),
      bbox: [box.x, box.y, box.width, box.height].map((value) => round(value, DECIMALS)) as RegionDocument['bbox'],
    };
  });
  if (sides === undefined) return described.map((region) => ({ ...region, ...sidesOf(region, described) }));
  return described.map((region) => ({ ...region, viewer_side: region.subject_side === null ? null : opposite(region.subject_side) }));
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

function copyRing(ring: Ring): Coordinates[] {
  return ring.map(([x, y]) => [x, y]);
}
