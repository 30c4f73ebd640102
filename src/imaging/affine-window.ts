import type { Affine, Size } from '../geometry/index.ts';

/** White pixels around the picture, so that its edges blend into the background and no rounding cuts them. */
export const FRAME_PX = 2;

/** How to ask libvips for an affine, and where the rectangle that it answers lies in the upright frame. */
export interface AffineWindow {
  /** White pixels to put on the right and at the bottom; left and top get FRAME_PX. */
  readonly trailingPx: number;
  readonly matrix: [[number, number], [number, number]];
  readonly offsets: { idx: number; idy: number; odx: number; ody: number };
  /** Upright column and row of the answer's first pixel. */
  readonly left: number;
  readonly top: number;
}

/**
 * libvips addresses pixels by their centres where this project addresses corners, hence the halves. It answers the
 * rounded bounding box of the picture turned by the linear part alone, whatever the offsets are; they choose which
 * part of the upright frame that box looks at. Here it looks at the framed picture, from a whole pixel on.
 * @param matrix original frame to upright frame
 */
export function affineWindow(matrix: Affine, { width, height }: Size): AffineWindow {
  const [a, b, c, d, e, f] = matrix;
  let trailingPx = FRAME_PX;
  let [minX, minY] = [0, 0];
  // A box whose edge lies half-way between two pixels could be rounded either way: another size moves it on.
  for (; trailingPx < FRAME_PX + 8; trailingPx++) {
    const [w, h] = [width + FRAME_PX + trailingPx, height + FRAME_PX + trailingPx];
    minX = Math.min(0, a * w, c * h, a * w + c * h);
    minY = Math.min(0, b * w, d * h, b * w + d * h);
    if (!isHalfway(minX) && !isHalfway(minY)) break;
  }
  const left = Math.floor(minX - FRAME_PX * (a + c) + e);
  const top = Math.floor(minY - FRAME_PX * (b + d) + f);
  const centre = 0.5 - FRAME_PX;
  return {
    trailingPx,
    matrix: [
      [a, c],
      [b, d],
    ],
    offsets: {
      idx: centre,
      idy: centre,
      odx: Math.round(minX) - left + e - 0.5,
      ody: Math.round(minY) - top + f - 0.5,
    },
    left,
    top,
  };
}

function isHalfway(value: number): boolean {
  return Math.abs(value - Math.floor(value) - 0.5) < 1e-3;
}
