import type { ThemeName } from '../../contract/names.ts';
import { GeometryError } from '../geometry-error.ts';
import { isColour, isDash } from '../../contract/css.ts';
import { THEME_LOOKS, type Look } from './themes.ts';

/** What a region can have for itself. */
export interface RegionStyle {
  readonly fill?: string;
  readonly fillOpacity?: number;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  /** Lengths of dashes and gaps in pixels, as SVG writes them; null draws a solid line. */
  readonly dash?: string | null;
}

/** How a drawing is asked to look. What is not stated comes from the theme. */
export interface Style extends Omit<RegionStyle, 'fill'> {
  /** `consultation` where none is stated. */
  readonly theme?: ThemeName;
  readonly labels?: Look['labels'];
  readonly portrait?: Look['portrait'];
  readonly landmarks?: boolean;
  readonly axes?: boolean;
  /** By label. */
  readonly regions: Readonly<Record<string, RegionStyle>>;
}

/** What one region is filled with, and what it asks of its borders where that is not the look of all. */
export interface RegionLook {
  /** Without an alpha: that is in the opacity. */
  readonly fill: string;
  /** In hundredths. */
  readonly opacity: number;
  readonly own: RegionStyle;
}

export const DEFAULT_STYLE: Style = { theme: 'consultation', regions: {} };

/**
 * The theme with what the client states in its place.
 *
 * @throws GeometryError `invalid_option` where a theme, colour, dash, width or opacity could not stand in an SVG
 */
export function lookOf(style: Style): Look {
  const name = style.theme ?? 'consultation';
  if (!Object.hasOwn(THEME_LOOKS, name) || !isDrawable(style)) throw new GeometryError('invalid_option', 'The style cannot be drawn.');
  const theme = THEME_LOOKS[name];
  return {
    ...theme,
    fillOpacity: style.fillOpacity ?? theme.fillOpacity,
    stroke: style.stroke ?? theme.stroke,
    strokeWidth: style.strokeWidth ?? theme.strokeWidth,
    dash: style.dash === undefined ? theme.dash : solid(style.dash),
    labels: style.labels ?? theme.labels,
    portrait: style.portrait ?? theme.portrait,
    landmarks: style.landmarks ?? theme.landmarks,
    axes: style.axes ?? theme.axes,
  };
}

/** Whether the portrait is needed at all. @throws GeometryError `invalid_option` */
export function embedsPortrait(style: Style): boolean {
  return lookOf(style).portrait === 'embed';
}

/** Whether the face's axes are drawn. @throws GeometryError `invalid_option` */
export function drawsAxes(style: Style): boolean {
  return lookOf(style).axes;
}

/**
 * @param fill of the theme for this label
 * @throws GeometryError `invalid_option` where the region's own style could not stand in an SVG
 */
export function regionLookOf(label: number, style: Style, look: Look, fill: string): RegionLook {
  const own = Object.hasOwn(style.regions, String(label)) ? style.regions[String(label)]! : {};
  if (!isDrawable(own)) throw new GeometryError('invalid_option', `The style of region ${label} cannot be drawn.`);
  const { colour, alpha } = withoutAlpha(own.fill ?? fill);
  const opacity = Math.round((own.fillOpacity ?? look.fillOpacity) * alpha * 100) / 100;
  return { fill: colour, opacity, own: own.dash === undefined ? own : { ...own, dash: solid(own.dash) } };
}

function solid(dash: string | null): string | null {
  return dash === 'none' ? null : dash;
}

function isDrawable({ fill, fillOpacity, stroke, strokeWidth, dash }: RegionStyle): boolean {
  return (
    (fill === undefined || isColour(fill)) &&
    (stroke === undefined || isColour(stroke)) &&
    (dash === undefined || dash === null || isDash(dash)) &&
    (strokeWidth === undefined || (Number.isFinite(strokeWidth) && strokeWidth >= 0)) &&
    (fillOpacity === undefined || (fillOpacity >= 0 && fillOpacity <= 1))
  );
}

function withoutAlpha(colour: string): { colour: string; alpha: number } {
  if (colour.toLowerCase() === 'transparent') return { colour: '#000000', alpha: 0 };
  if (colour.length !== 9 || !colour.startsWith('#')) return { colour, alpha: 1 };
  return { colour: colour.slice(0, 7), alpha: parseInt(colour.slice(7), 16) / 255 };
}
