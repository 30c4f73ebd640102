import { CSS_COLOURS } from './css-colours.ts';

/** What of CSS an SVG may be given: nothing that could close an attribute or name something outside. */

const MAX_DASHES = 16;
const LENGTH = /^\d{1,5}(\.\d{1,3})?$/;

/** `#rgb`, `#rrggbb`, `#rrggbbaa` or a name of CSS, in either case of letters. */
export function isColour(text: string): boolean {
  return /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text) || CSS_COLOURS.has(text.toLowerCase());
}

/** `none`, or up to 16 lengths in pixels, not all 0, with spaces or commas between them. */
export function isDash(text: string): boolean {
  if (text === 'none') return true;
  const lengths = text.split(/ *, *| +/);
  return lengths.length <= MAX_DASHES && lengths.every((length) => LENGTH.test(length)) && lengths.some((length) => Number(length) > 0);
}
