/** Cells along each axis of the colour space: brightness, and two of hue that do not depend on it much. */
const CELLS = 24;

/** Spread of a colour's evidence to its neighbours, in cells. */
const SIGMA = 1.1;

/** The cell of the colour space that each pixel falls into, in opponent colours (after Ohta, Kanade, Sakai 1980). */
export function colourCells(pixels: Float32Array): Uint16Array {
  const count = pixels.length / 3;
  const cells = new Uint16Array(count);
  for (let i = 0, at = 0; i < count; i++, at += 3) {
    const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!];
    const brightness = (red + green + blue) / 3;
    cells[i] = (cellOf(brightness) * CELLS + cellOf(128 + (red - blue) * 0.75)) * CELLS + cellOf(128 + (2 * green - red - blue) * 0.75);
  }
  return cells;
}

export function brightness(pixels: Float32Array): Float32Array {
  const out = new Float32Array(pixels.length / 3);
  for (let i = 0, at = 0; i < out.length; i++, at += 3) out[i] = 0.3 * pixels[at]! + 0.59 * pixels[at + 1]! + 0.11 * pixels[at + 2]!;
  return out;
}

function cellOf(value: number): number {
  return Math.max(0, Math.min(CELLS - 1, Math.floor((value * CELLS) / 256)));
}

/**
 * How likely each colour is among pixels weighted so: a smoothed histogram, in multiples of every colour alike.
 * @param anywhere share of pixels that may have any colour
 */
export function colourModel(cells: Uint16Array, weights: Float32Array, anywhere: number): Float32Array {
  const histogram = new Float32Array(CELLS ** 3);
  let total = 0;
  for (let i = 0; i < cells.length; i++) {
    histogram[cells[i]!] = histogram[cells[i]!]! + weights[i]!;
    total += weights[i]!;
  }
  for (const stride of [1, CELLS, CELLS * CELLS]) blurAlong(histogram, stride);
  const scale = total === 0 ? 0 : ((1 - anywhere) * CELLS ** 3) / total;
  return histogram.map((count) => count * scale + anywhere);
}

const KERNEL = [-3, -2, -1, 0, 1, 2, 3].map((x) => Math.exp((-x * x) / (2 * SIGMA * SIGMA)));
const KERNEL_SUM = KERNEL.reduce((sum, weight) => sum + weight, 0);

function blurAlong(histogram: Float32Array, stride: number): void {
  const line = new Float32Array(CELLS);
  for (let start = 0; start < histogram.length; start++) {
    if (Math.floor(start / stride) % CELLS !== 0) continue;
    let total = 0;
    for (let i = 0; i < CELLS; i++) {
      line[i] = histogram[start + i * stride]!;
      total += line[i]!;
    }
    // A picture has few of all colours.
    if (total === 0) continue;
    for (let i = 0; i < CELLS; i++) {
      let sum = 0;
      for (let k = -3; k <= 3; k++) {
        const from = i + k;
        if (from >= 0 && from < CELLS) sum += line[from]! * KERNEL[k + 3]!;
      }
      histogram[start + i * stride] = sum / KERNEL_SUM;
    }
  }
}
