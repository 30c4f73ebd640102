import type { PlainLabelPalette } from '../../contract/label-choice.ts';
import type { LabelPaletteName } from '../../contract/names.ts';

/** Eight bits each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** By palette: the colour of every label, the label being the place in the list. */
export const LABEL_PALETTE_COLOURS: Readonly<Record<LabelPaletteName, readonly Rgb[]>> = {
  // JDAI-CV/lapa-dataset, colormap.txt
  'lapa-11': [
    [0, 0, 0], [0, 153, 255], [102, 255, 153], [0, 204, 153], [255, 255, 102],
    [255, 255, 204], [255, 153, 0], [255, 102, 255], [102, 0, 51], [255, 204, 255],
    [255, 0, 102],
  ],
  // switchablenorms/CelebAMask-HQ, face_parsing/utils.py
  'celebamask-19': [
    [0, 0, 0], [204, 0, 0], [76, 153, 0], [204, 204, 0], [51, 51, 255],
    [204, 0, 204], [0, 255, 255], [51, 255, 255], [102, 51, 0], [255, 0, 0],
    [102, 204, 0], [255, 255, 0], [0, 0, 153], [0, 0, 204], [255, 51, 153],
    [0, 204, 204], [0, 51, 0], [255, 153, 51], [0, 204, 0],
  ],
  // zllrunning/face-parsing.PyTorch, part_colors of test.py, which leaves the background white and entry 0 unused
  'bisenet-19': [
    [255, 255, 255], [255, 85, 0], [255, 170, 0], [255, 0, 85], [255, 0, 170],
    [0, 255, 0], [85, 255, 0], [170, 255, 0], [0, 255, 85], [0, 255, 170],
    [0, 0, 255], [85, 0, 255], [170, 0, 255], [0, 85, 255], [0, 170, 255],
    [255, 255, 0], [255, 255, 85], [255, 255, 170], [255, 0, 255],
  ],
  voc: Array.from({ length: 256 }, (_, label) => vocColour(label)),
};

/** Colours of a label in other tables under the same name, free in all of them. */
const OTHER_COLOURS: Readonly<Partial<Record<LabelPaletteName, readonly (readonly [colour: Rgb, label: number])[]>>> = {
  // CelebAMask-HQ's own g_color.py, mmsegmentation: the right brow alone differs
  'celebamask-19': [[[255, 204, 204], 7]],
};

/** Black is background where an own palette does not say what it is. */
const BLACK = 0;

/** A colour as one number, 0xrrggbb. */
export function packColour([red, green, blue]: Rgb): number {
  return (red << 16) | (green << 8) | blue;
}

export function unpackColour(colour: number): Rgb {
  return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

/** The label of every colour that stands for one, by {@link packColour}. */
export function labelsByColour(palette: PlainLabelPalette): ReadonlyMap<number, number> {
  if (typeof palette !== 'string') {
    return new Map([[BLACK, 0], ...Object.entries(palette).map(([hex, label]) => [Number.parseInt(hex.slice(1), 16), label] as const)]);
  }
  const colours = LABEL_PALETTE_COLOURS[palette].map((colour, label) => [colour, label] as const);
  return new Map([...colours, ...(OTHER_COLOURS[palette] ?? [])].map(([colour, label]) => [packColour(colour), label]));
}

/** How a refusal calls a palette. */
export function paletteName(palette: PlainLabelPalette): string {
  return typeof palette === 'string' ? `palette ${palette}` : 'options.labels.palette';
}

/** Three bits of the label to each channel in turn, the lowest as the channel's highest: VOCdevkit's VOClabelcolormap.m. */
function vocColour(label: number): Rgb {
  const channel = (offset: number): number => {
    let value = 0;
    for (let bit = 0; bit < 8; bit++) if (((label >> (3 * bit + offset)) & 1) === 1) value |= 1 << (7 - bit);
    return value;
  };
  return [channel(0), channel(1), channel(2)];
}
