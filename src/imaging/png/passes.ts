import { PNG_COLOUR, type PngColour, type PngHeader } from './header.ts';

/** A picture within the picture: pixels (x0 + i dx, y0 + j dy), sent as one block of scanlines. */
export interface Pass {
  readonly x0: number;
  readonly y0: number;
  readonly dx: number;
  readonly dy: number;
  readonly width: number;
  readonly height: number;
  /** Bytes of a scanline without its filter's number. */
  readonly rowBytes: number;
}

/** Adam7: https://www.w3.org/TR/png-3/#8Interlace */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

const SAMPLES: Record<PngColour, number> = {
  [PNG_COLOUR.gray]: 1,
  [PNG_COLOUR.rgb]: 3,
  [PNG_COLOUR.indexed]: 1,
  [PNG_COLOUR.grayAlpha]: 2,
  [PNG_COLOUR.rgba]: 4,
};

export function bitsPerPixel({ bitDepth, colourType }: PngHeader): number {
  return bitDepth * SAMPLES[colourType];
}

/** The one or seven passes of a PNG, those without pixels left out. */
export function interlacePasses(header: PngHeader): Pass[] {
  const grids = header.interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const);
  return grids
    .map(([x0, y0, dx, dy]) => {
      const width = Math.ceil((header.width - x0) / dx);
      const height = Math.ceil((header.height - y0) / dy);
      return { x0, y0, dx, dy, width, height, rowBytes: Math.ceil((width * bitsPerPixel(header)) / 8) };
    })
    .filter(({ width, height }) => width > 0 && height > 0);
}
