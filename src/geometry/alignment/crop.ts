import { applyAffine, composeAffine, invertAffine, type Affine, type Point, type Size } from '../plane/affine.ts';
import type { Alignment } from './alignment.ts';

/**
 * The same alignment onto a canvas that holds the face and a margin around it, on whole pixels, and nothing beyond the
 * canvas that held the whole portrait.
 *
 * @param outline points that the face's box has to hold, original frame
 * @param margin share of the box's longer side, on every side
 */
export function cropToFace(alignment: Alignment, outline: readonly Point[], margin: number): Alignment {
  const { matrix: whole, uprightSize } = alignment;
  const points = outline.map((point) => applyAffine(whole, point));
  const x = extent(points.map(([px]) => px));
  const y = extent(points.map(([, py]) => py));
  const marginPx = margin * Math.max(x.most - x.least, y.most - y.least);
  const [left, width] = wholePixels(x.least - marginPx, x.most + marginPx, uprightSize.width);
  const [top, height] = wholePixels(y.least - marginPx, y.most + marginPx, uprightSize.height);
  const shift: Affine = [1, 0, 0, 1, -left, -top];
  const matrix = composeAffine(shift, whole);
  return { ...alignment, matrix, inverse: invertAffine(matrix), uprightSize: { width, height } satisfies Size };
}

function extent(values: readonly number[]): { least: number; most: number } {
  return values.reduce(
    ({ least, most }, value) => ({ least: Math.min(least, value), most: Math.max(most, value) }),
    { least: Infinity, most: -Infinity },
  );
}

/** A pixel of rounding errors is no pixel of the face. */
const WHOLE_WITHIN = 1e-6;

/** First pixel and number of pixels that hold the range, within the canvas and never none. */
function wholePixels(from: number, to: number, canvas: number): [first: number, count: number] {
  const first = Math.min(canvas - 1, Math.max(0, Math.floor(from + WHOLE_WITHIN)));
  const end = Math.min(canvas, Math.max(first + 1, Math.ceil(to - WHOLE_WITHIN)));
  return [first, end - first];
}
