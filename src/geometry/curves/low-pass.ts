/**
 * Weights of a low pass without shrinking, from the middle outward: the sum of the first and twice all others is 1.
 * A Gaussian g draws a curve of radius r inward by about sigma squared / 2r; 2g - g * g ("twicing", Tukey, Exploratory
 * Data Analysis, 1977) has no second moment and does not. Like the two steps of Taubin (SIGGRAPH 1995) it passes what
 * is coarse and stops what is fine, in one step.
 *
 * @param sigma in points; rounded down to eighths
 */
export function lowPassKernel(sigma: number): Float64Array {
  const eighths = Math.floor(sigma * 8);
  let kernel = kernels.get(eighths);
  if (kernel === undefined) kernels.set(eighths, (kernel = twiced(eighths / 8)));
  return kernel;
}

/** By eighths of a point: pieces of borders come in all lengths. */
const kernels = new Map<number, Float64Array>();

function twiced(sigma: number): Float64Array {
  if (sigma === 0) return Float64Array.of(1);
  const gauss = gaussian(sigma);
  const reach = gauss.length - 1;
  const at = (k: number): number => gauss[Math.abs(k)] ?? 0;
  return Float64Array.from({ length: 2 * reach + 1 }, (_, n) => {
    let twice = 0;
    for (let k = -reach; k <= reach; k++) twice += at(k) * at(n - k);
    return 2 * at(n) - twice;
  });
}

function gaussian(sigma: number): Float64Array {
  const weights = Float64Array.from({ length: Math.ceil(3 * sigma) + 1 }, (_, k) => Math.exp(-(k * k) / (2 * sigma * sigma)));
  const sum = weights.reduce((total, weight) => total + 2 * weight, -weights[0]!);
  return weights.map((weight) => weight / sum);
}
