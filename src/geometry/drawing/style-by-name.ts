import type { DescribedRegion } from '../face/described-region.ts';
import type { RegionStyle, Style } from './style.ts';

type Named = Pick<DescribedRegion, 'label' | 'name' | 'subjectSide'>;

/**
 * The style with its regions by label: what is said of a region's name, its name with a side, and its label, the later
 * ones over the earlier ones. Names that no region has say nothing.
 */
export function styleByLabel(style: Style, regions: readonly Named[]): Style {
  const own = (key: string): RegionStyle => (Object.hasOwn(style.regions, key) ? style.regions[key]! : {});
  const styled = regions.map(({ label, name, subjectSide: side }) => {
    return [String(label), { ...own(name), ...(side === null ? {} : own(`${side}_${name}`)), ...own(String(label)) }] as const;
  });
  return { ...style, regions: Object.fromEntries(styled) };
}
