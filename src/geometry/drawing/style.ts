import type { RegionStyle, StyleOptions } from '../../contract.ts';
import { CSS_COLOURS } from './css-colours.ts';
import { GeometryError } from '../geometry-error.ts';
import { colourOf } from './palette.ts';

/** The look of a consultation drawing: white dashes, as drawn on skin with a marker, over a light tint. */
export const DEFAULT_STYLE: StyleOptions = {
  fill_opacity: 0.25,
  stroke: '#ffffff',
  stroke_width: 1.5,
  dash: '6 4',
  labels: 'none',
  portrait: 'embed',
  regions: {},
};

/** Everything that one region is drawn with. */
export interface ResolvedStyle {
  readonly fill: string;
  readonly fillOpacity: number;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly dash: string | null;
}

const MOST_DASHES = 16;
const LENGTH = /^\d{1,5}(\.\d{1,3})?$/;

/** `#rgb`, `#rrggbb`, `#rrggbbaa` or a name of CSS, in either case of letters. */
export function isColour(text: string): boolean {
  return /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text) || CSS_COLOURS.has(text.toLowerCase());
}

/** `none`, or up to 16 lengths in pixels, not all 0, with spaces or commas between them. */
export function isDash(text: string): boolean {
  if (text === 'none') return true;
  const lengths = text.split(/ *, *| +/);
  return lengths.length <= MOST_DASHES && lengths.every((length) => LENGTH.test(length)) && lengths.some((length) => Number(length) > 0);
}

/** @throws GeometryError `invalid_option` where a colour, dash, width or opacity could not stand in an SVG */
export function resolveStyle(label: number, style: StyleOptions): ResolvedStyle {
  const own: RegionStyle = Object.hasOwn(style.regions, String(label)) ? style.regions[String(label)]! : {};
  const dash = own.dash === undefined ? style.dash : own.dash;
  const resolved = {
    fill: own.fill ?? colourOf(label),
    fillOpacity: own.fill_opacity ?? style.fill_opacity,
    stroke: own.stroke ?? style.stroke,
    strokeWidth: own.stroke_width ?? style.stroke_width,
    dash: dash === 'none' ? null : dash,
  };
  const valid =
    isColour(resolved.fill) &&
    isColour(resolved.stroke) &&
    (resolved.dash === null || isDash(resolved.dash)) &&
    Number.isFinite(resolved.strokeWidth) &&
    resolved.strokeWidth >= 0 &&
    resolved.fillOpacity >= 0 &&
    resolved.fillOpacity <= 1;
  if (!valid) throw new GeometryError('invalid_option', `The style of region ${label} cannot be drawn.`);
  return resolved;
}
