import type { PlainLabelPalette } from '../../contract/label-choice.ts';
import { LABEL_PALETTES } from '../../contract/names.ts';
import { labelsByColour, packColour, paletteName, unpackColour, type Rgb } from './palettes.ts';

/** A photograph has millions, and these say enough about it. */
export const MAX_COUNTED_COLOURS = 4096;

/** The colours of a label map that its palette does not know all of. */
export interface UnknownColours {
  readonly palette: PlainLabelPalette;
  /** Pixels by colour (0xrrggbb), known ones among them; of very many colours the first MAX_COUNTED_COLOURS. */
  readonly colours: ReadonlyMap<number, number>;
  /** Of unknown colours. */
  readonly pixels: number;
  /** The first unknown pixel in reading order. */
  readonly first: { readonly colour: number; readonly column: number; readonly row: number };
}

/** Farthest that loss of a JPEG of fair quality moves a channel of a flat colour. */
const LOSS = 24;
/** Rounding, and a blend not quite linear, move a channel this far from the straight line between two colours. */
const BEND = 10;

/** What is unknown, where, and what the reason may be: the rest of a sentence that begins with what the map is. */
export function describeUnknownColours({ palette, colours, pixels, first }: UnknownColours): string {
  const place = `has ${hex(first.colour)} at column ${first.column}, row ${first.row}, counted from 0, which is no colour of ${paletteName(palette)}`;
  const labels = labelsByColour(palette);
  const unknown = [...colours.keys()].filter((colour) => !labels.has(colour));
  const orMore = colours.size < MAX_COUNTED_COLOURS ? '' : ' or more';
  const all = `${pixels} ${pixels === 1 ? 'pixel' : 'pixels'} of ${unknown.length}${orMore} unknown ${unknown.length === 1 ? 'colour' : 'colours'} in all`;
  return [`${place}; ${all}`, ...guess(palette, colours, unknown)].join('. ');
}

function guess(palette: PlainLabelPalette, colours: ReadonlyMap<number, number>, unknown: readonly number[]): string[] {
  const all = [...colours.keys()];
  const isOf = (name: PlainLabelPalette, some: readonly number[]) => {
    const labels = labelsByColour(name);
    return some.every((colour) => labels.has(colour));
  };
  if (isOf(palette, all.map(swapRedAndBlue))) {
    return ["Its colours are the palette's with red and blue exchanged: it was written as BGR"];
  }
  const other = LABEL_PALETTES.find((name) => isOf(name, all));
  if (other) return [`Its colours are all of palette ${other}`];
  if (all.length > 1 && all.every(isGray)) {
    return ['Its colours are all gray: if it holds labels and not colours, leave options.labels.palette out'];
  }
  if (isBlended(palette, colours, unknown)) {
    return ['It looks blended: drawn anti-aliased, scaled with interpolation, or stored with loss once'];
  }
  return [];
}

/** Whether most unknown pixels are close to a colour of the palette, or between two of it that the map has. */
function isBlended(palette: PlainLabelPalette, colours: ReadonlyMap<number, number>, unknown: readonly number[]): boolean {
  const table = Array.from(labelsByColour(palette).keys(), unpackColour);
  const present = table.filter((colour) => colours.has(packColour(colour)));
  const isBlend = (colour: Rgb) =>
    table.some((known) => known.every((channel, i) => Math.abs(channel - colour[i]!) <= LOSS)) ||
    present.some((from, i) => present.slice(i + 1).some((to) => isBetween(colour, from, to)));
  let [blended, pixels] = [0, 0];
  for (const colour of unknown) {
    const count = colours.get(colour)!;
    pixels += count;
    if (isBlend(unpackColour(colour))) blended += count;
  }
  return 2 * blended > pixels;
}

function isBetween(colour: Rgb, from: Rgb, to: Rgb): boolean {
  let [along, length] = [0, 0];
  for (let i = 0; i < 3; i++) {
    along += (colour[i]! - from[i]!) * (to[i]! - from[i]!);
    length += (to[i]! - from[i]!) ** 2;
  }
  const share = Math.min(1, Math.max(0, along / length));
  return from.every((channel, i) => Math.abs(channel + share * (to[i]! - channel) - colour[i]!) <= BEND);
}

function swapRedAndBlue(colour: number): number {
  const [red, green, blue] = unpackColour(colour);
  return packColour([blue, green, red]);
}

function isGray(colour: number): boolean {
  const [red, green, blue] = unpackColour(colour);
  return red === green && green === blue;
}

function hex(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
