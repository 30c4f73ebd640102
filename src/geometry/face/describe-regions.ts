import type { LabelSides } from '../../contract/label-choice.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { Merge } from '../labels/merge-labels.ts';
import { nameRegion } from '../labels/name-region.ts';
import type { Part, Region } from '../plane/region.ts';
import { partsArea, partsBox, partsCentroid, partsPerimeter } from '../plane/ring-measure.ts';
import type { DescribedRegion, Shape } from './described-region.ts';
import { opposite, sidesOf } from '../labels/sides.ts';

export interface DescribeOptions {
  readonly labelSchema: LabelSchemaName | 'unknown';
  /** Of the map that the regions are of; nothing was merged where it is missing. */
  readonly merge?: Merge;
  /** Of the labels as they lie in the map; where they are missing, they are told by the regions alone. */
  readonly sides?: LabelSides;
}

/** Regions with their names, sides and measures. */
export function describeRegions(regions: readonly Region[], { labelSchema, merge = {}, sides }: DescribeOptions): DescribedRegion[] {
  const described = regions.map(({ label, parts }) => {
    const { name, subjectSide } = nameRegion(labelSchema, label, merge, sides);
    return { label, name, subjectSide, viewerSide: null, ...measureShape(parts) };
  });
  if (sides === undefined) return described.map((region) => ({ ...region, ...sidesOf(region, described) }));
  return described.map((region) => ({ ...region, viewerSide: region.subjectSide === null ? null : opposite(region.subjectSide) }));
}

export function measureShape(parts: readonly Part[]): Shape {
  return { parts, area: partsArea(parts), perimeter: partsPerimeter(parts), centroid: partsCentroid(parts), box: partsBox(parts) };
}
