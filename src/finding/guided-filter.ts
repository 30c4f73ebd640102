/**
 * Smooths values so that they follow the edges of a guide: He, Sun, Tang, "Guided Image Filtering" (2010).
 * @param guide 0 to 255
 * @param epsilon variance of the guide below which it counts as even
 */
export function createGuidedFilter(guide: Float32Array, side: number, radius: number, epsilon: number): (values: Float32Array) => Float32Array {
  const mean = boxMean(guide, side, radius);
  const variance = boxMean(product(guide, guide), side, radius);
  for (let i = 0; i < variance.length; i++) variance[i] = variance[i]! - mean[i]! * mean[i]! + epsilon;
  return (values) => {
    const offset = boxMean(values, side, radius);
    const slope = boxMean(product(values, guide), side, radius);
    for (let i = 0; i < slope.length; i++) {
      slope[i] = (slope[i]! - offset[i]! * mean[i]!) / variance[i]!;
      offset[i] = offset[i]! - slope[i]! * mean[i]!;
    }
    const smooth = boxMean(offset, side, radius);
    const slopes = boxMean(slope, side, radius);
    for (let i = 0; i < smooth.length; i++) smooth[i] = smooth[i]! + slopes[i]! * guide[i]!;
    return smooth;
  };
}

function product(a: Float32Array, b: Float32Array): Float32Array {
  const out = new Float32Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = a[i]! * b[i]!;
  return out;
}

/** The mean of each square of 2 `radius` + 1 pixels, cut off at the edges. */
function boxMean(values: Float32Array, side: number, radius: number): Float32Array {
  const rows = alongRows(values, side, radius);
  const out = new Float32Array(values.length);
  const sums = new Float64Array(side);
  for (let y = 0; y < Math.min(side, radius); y++) addRow(sums, rows, y * side, 1);
  for (let y = 0; y < side; y++) {
    if (y + radius < side) addRow(sums, rows, (y + radius) * side, 1);
    if (y - radius - 1 >= 0) addRow(sums, rows, (y - radius - 1) * side, -1);
    const share = 1 / (Math.min(side - 1, y + radius) - Math.max(0, y - radius) + 1);
    for (let x = 0, at = y * side; x < side; x++, at++) out[at] = sums[x]! * share;
  }
  return out;
}

function addRow(sums: Float64Array, rows: Float32Array, start: number, sign: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = sums[x]! + sign * rows[start + x]!;
}

function alongRows(values: Float32Array, side: number, radius: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += side) {
    let sum = 0;
    for (let x = 0; x < Math.min(side, radius); x++) sum += values[start + x]!;
    for (let x = 0; x < side; x++) {
      if (x + radius < side) sum += values[start + x + radius]!;
      if (x - radius - 1 >= 0) sum -= values[start + x - radius - 1]!;
      out[start + x] = sum / (Math.min(side - 1, x + radius) - Math.max(0, x - radius) + 1);
    }
  }
  return out;
}
