/** Of the middle weight; a whole number, and sums of products of two weights and a mask stay below 2^53. */
const PEAK = 2 ** 16;

/**
 * A Gaussian out to three sigma, as whole numbers: sums over a window are exact then, whatever their order, and a map
 * turned by a quarter gives the same sums turned.
 * @param sigmaPx above 0, at most hundreds
 * @returns an odd number of weights, symmetric; the middle one is that of the pixel itself
 */
export function gaussianWeights(sigmaPx: number): number[] {
  const radius = Math.ceil(3 * sigmaPx);
  return Array.from({ length: 2 * radius + 1 }, (_, i) => Math.round(PEAK * Math.exp(-((i - radius) ** 2) / (2 * sigmaPx ** 2))));
}
