import type { Affine, Size } from '../geometry/index.ts';

/** Pixels row by row, three channels of eight bits: red, green, blue. */
export interface Picture extends Size {
  readonly data: Uint8Array;
}

/** A picture and its halves, each with the scale that it has to the first. */
export interface Pyramid extends Size {
  readonly levels: readonly { readonly picture: Picture; readonly scaleX: number; readonly scaleY: number }[];
}

const MIN_SIDE = 64;

/** Halved by means of two by two, until a side is short: sampling at any scale then misses no pixel. */
export function buildPyramid(picture: Picture): Pyramid {
  const { width, height } = picture;
  const levels = [{ picture, scaleX: 1, scaleY: 1 }];
  for (let top = picture; Math.min(top.width, top.height) >= 2 * MIN_SIDE; ) {
    top = halve(top);
    levels.push({ picture: top, scaleX: top.width / width, scaleY: top.height / height });
  }
  return { width, height, levels };
}

/**
 * A window of the picture as numbers of 0 to 255, three a pixel, bilinear.
 * @param toPicture from the window's pixels to the picture's, both by their corners
 * @param outside what stands where the window looks beyond the picture; its nearest pixels where it is null
 */
export function sampleWindow(pyramid: Pyramid, toPicture: Affine, size: Size, outside: number | null): Float32Array {
  const level = levelFor(pyramid, Math.hypot(toPicture[0], toPicture[1]));
  const { picture, scaleX, scaleY } = level;
  const { width, height, data } = picture;
  const out = new Float32Array(size.width * size.height * 3);
  const [a, b, c, d, e, f] = toPicture;
  let at = 0;
  for (let row = 0; row < size.height; row++) {
    for (let column = 0; column < size.width; column++, at += 3) {
      const u = column + 0.5;
      const v = row + 0.5;
      const x = (a * u + c * v + e) * scaleX - 0.5;
      const y = (b * u + d * v + f) * scaleY - 0.5;
      if (outside !== null && (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5)) {
        out[at] = out[at + 1] = out[at + 2] = outside;
        continue;
      }
      const left = Math.floor(x);
      const top = Math.floor(y);
      const fx = x - left;
      const fy = y - top;
      const x0 = left < 0 ? 0 : left >= width ? width - 1 : left;
      const x1 = left + 1 < 0 ? 0 : left + 1 >= width ? width - 1 : left + 1;
      const y0 = top < 0 ? 0 : top >= height ? height - 1 : top;
      const y1 = top + 1 < 0 ? 0 : top + 1 >= height ? height - 1 : top + 1;
      const northWest = (y0 * width + x0) * 3;
      const northEast = (y0 * width + x1) * 3;
      const southWest = (y1 * width + x0) * 3;
      const southEast = (y1 * width + x1) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const north = data[northWest + channel]! * (1 - fx) + data[northEast + channel]! * fx;
        const south = data[southWest + channel]! * (1 - fx) + data[southEast + channel]! * fx;
        out[at + channel] = north * (1 - fy) + south * fy;
      }
    }
  }
  return out;
}

/** The smallest level that still has a pixel for each of the window's, but for a third. */
function levelFor({ levels }: Pyramid, pixelsPerStep: number) {
  let index = 0;
  while (index + 1 < levels.length && pixelsPerStep * levels[index + 1]!.scaleX >= 0.75) index++;
  return levels[index]!;
}

function halve({ width, height, data }: Picture): Picture {
  const half = { width: width >> 1, height: height >> 1 };
  const out = new Uint8Array(half.width * half.height * 3);
  const stride = width * 3;
  let at = 0;
  for (let row = 0; row < half.height; row++) {
    let from = row * 2 * stride;
    for (let column = 0; column < half.width; column++, from += 6, at += 3) {
      for (let channel = 0; channel < 3; channel++) {
        const i = from + channel;
        out[at + channel] = (data[i]! + data[i + 3]! + data[i + stride]! + data[i + stride + 3]! + 2) >> 2;
      }
    }
  }
  return { ...half, data: out };
}
