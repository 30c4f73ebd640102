import type { RegionStyle, StyleOptions } from '../../contract/options.ts';
import type { RegionDocument } from '../../contract/result.ts';

type Named = Pick<RegionDocument, 'label' | 'name' | 'subject_side'>;

/**
 * The style with its regions by label: what is said of a region's name, its name with a side, and its label, the later
 * ones over the earlier ones. Names that no region has say nothing.
 */
export function styleByLabel(style: StyleOptions, regions: readonly Named[]): StyleOptions {
  const own = (key: string): RegionStyle => (Object.hasOwn(style.regions, key) ? style.regions[key]! : {});
  const styled = regions.map(({ label, name, subject_side: side }) => {
    return [String(label), { ...own(name), ...(side === null ? {} : own(`${side}_${name}`)), ...own(String(label)) }] as const;
  });
  return { ...style, regions: Object.fromEntries(styled) };
}
