import type { LabelSchemaName } from '../../contract/names.ts';
import type { Merge } from '../labels/merge-labels.ts';
import { nameRegion } from '../labels/name-region.ts';
import type { Part, Region } from '../plane/region.ts';
import { partsArea, partsBox, partsCentroid, partsPerimeter } from '../plane/ring-measure.ts';
import type { DescribedRegion, Shape } from './described-region.ts';
import { sidesOf } from './sides.ts';

export interface DescribeOptions {
  readonly labelSchema: LabelSchemaName | 'unknown';
  /** Of the map that the regions are of; nothing was merged where it is missing. */
  readonly merge?: Merge;
}

/** Regions with their names, sides and measures. */
export function describeRegions(regions: readonly Region[], { labelSchema, merge = {} }: DescribeOptions): DescribedRegion[] {
  const described = regions.map(({ label, parts }) => {
    const { name, subjectSide } = nameRegion(labelSchema, label, merge);
    return { label, name, subjectSide, viewerSide: null, ...measureShape(parts) };
  });
  return described.map((region) => ({ ...region, ...sidesOf(region, described) }));
}

export function measureShape(parts: readonly Part[]): Shape {
  return { parts, area: partsArea(parts), perimeter: partsPerimeter(parts), centroid: partsCentroid(parts), box: partsBox(parts) };
}
