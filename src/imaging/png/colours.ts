import type { PlainLabelPalette } from '../../contract/label-choice.ts';
import { describeUnknownColours, labelsByColour, MAX_COUNTED_COLOURS } from '../../geometry/index.ts';
import type { PngData } from './data.ts';
import { PNG_COLOUR, PngFault, type PngHeader } from './header.ts';
import { bitsPerPixel } from './passes.ts';
import { eachScanline } from './scanlines.ts';

/**
 * The labels that a palette gives to the colours of a PNG, whose transparency is ignored. An indexed PNG has the colours
 * of its own table, a gray one the grays from black to white.
 * @throws PngFault for a colour that the palette does not know, by name and place
 */
export function readColours(data: PngData, header: PngHeader, palette: PlainLabelPalette): Uint8Array {
  const ids = new Uint8Array(header.width * header.height);
  const labels = labelsByColour(palette);
  const colourAt = colourReader(header, data.palette);
  const colours = new Map<number, number>();
  let first = { at: ids.length, colour: 0 };
  let unknown = 0;

  // Run by run: neighbours mostly have one colour.
  let colour = -1;
  let label: number | undefined;
  let run = 0;
  const endRun = () => {
    if (run > 0 && (colours.has(colour) || colours.size < MAX_COUNTED_COLOURS)) colours.set(colour, (colours.get(colour) ?? 0) + run);
    if (label === undefined) unknown += run;
    run = 0;
  };
  eachScanline(data.scanlines, header, (row, { width, dx }, start) => {
    for (let x = 0, at = start; x < width; x++, at += dx) {
      const next = colourAt(row, x);
      if (next !== colour) {
        endRun();
        colour = next;
        label = labels.get(next);
      }
      run++;
      if (label !== undefined) ids[at] = label;
      else if (at < first.at) first = { at, colour };
    }
  });
  endRun();
  if (unknown === 0) return ids;
  const place = { colour: first.colour, column: first.at % header.width, row: Math.floor(first.at / header.width) };
  throw new PngFault(describeUnknownColours({ palette, colours, pixels: unknown, first: place }));
}

/** Colours as 0xrrggbb, of samples of eight bits at most. */
function colourReader(header: PngHeader, palette: Uint8Array | null): (row: Uint8Array, x: number) => number {
  const { bitDepth, colourType } = header;
  const bits = bitsPerPixel(header);
  if (colourType === PNG_COLOUR.rgb || colourType === PNG_COLOUR.rgba) {
    const step = bits >> 3;
    return (row, x) => (row[x * step]! << 16) | (row[x * step + 1]! << 8) | row[x * step + 2]!;
  }
  const table = colourType === PNG_COLOUR.indexed ? tableOf(palette) : graysOf(bitDepth);
  return (row, x) => {
    const bit = x * bits;
    const colour = table[(row[bit >> 3]! >> (8 - bitDepth - (bit & 7))) & ((1 << bitDepth) - 1)];
    if (colour === undefined) throw new PngFault('has an index that its table of colours does not hold');
    return colour;
  };
}

function graysOf(bitDepth: number): number[] {
  const most = (1 << bitDepth) - 1;
  return Array.from({ length: most + 1 }, (_, sample) => ((sample * 255) / most) * 0x010101);
}

/** https://www.w3.org/TR/png-3/#11PLTE */
function tableOf(palette: Uint8Array | null): number[] {
  if (palette === null || palette.length === 0 || palette.length % 3 !== 0) throw new PngFault('has a damaged table of colours');
  return Array.from({ length: palette.length / 3 }, (_, i) => {
    return (palette[3 * i]! << 16) | (palette[3 * i + 1]! << 8) | palette[3 * i + 2]!;
  });
}
