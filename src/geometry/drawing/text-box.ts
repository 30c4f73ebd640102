import type { TextBox } from './inner-place.ts';

/** Advance widths of Helvetica Bold over the font size, rounded up: no font is at hand to measure with. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijl.,:;|!'`]/, 0.34],
  [/[ frtI()[\]\-/]/, 0.4],
  [/[mMW%@]/, 0.95],
  [/[A-Zw&]/, 0.78],
  [/[ -\u02FF]/, 0.62],
];
/** Of a letter of another script. */
const WIDEST = 1.05;
/** A little air on every side, over the font size: the outline of the letters lies in it. */
const AIR = 0.2;

/** The room that a line of sans-serif text takes. */
export function textBox(text: string, fontSize: number): TextBox {
  const widths = Array.from(text, (letter) => WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? WIDEST);
  const width = widths.reduce((sum, own) => sum + own, 2 * AIR);
  return { width: width * fontSize, height: (1 + AIR) * fontSize };
}
