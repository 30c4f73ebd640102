import type { RegionStyle as RegionStyleOptions, StyleOptions } from '../contract/options.ts';
import type { RegionStyle, Style } from '../geometry/index.ts';

/** A style as it is asked for, in the words of whoever draws it. What is not stated is missing in both. */
export function readStyle({ fill_opacity, stroke_width, regions, ...same }: StyleOptions): Style {
  const read = Object.entries(regions).map(([label, own]) => [label, readRegionStyle(own)] as const);
  return { ...same, ...opacityAndWidth({ fill_opacity, stroke_width }), regions: Object.fromEntries(read) };
}

function readRegionStyle({ fill_opacity, stroke_width, ...same }: RegionStyleOptions): RegionStyle {
  return { ...same, ...opacityAndWidth({ fill_opacity, stroke_width }) };
}

function opacityAndWidth(
  { fill_opacity: fillOpacity, stroke_width: strokeWidth }: { fill_opacity: number | undefined; stroke_width: number | undefined },
): Pick<RegionStyle, 'fillOpacity' | 'strokeWidth'> {
  return { ...(fillOpacity !== undefined && { fillOpacity }), ...(strokeWidth !== undefined && { strokeWidth }) };
}
