import { wrapDegrees } from '../plane/angle.ts';

export interface WeightedAngle {
  readonly angleDegrees: number;
  readonly weight: number;
}

export interface Consensus {
  readonly angleDegrees: number;
  /** What each observation counted for in the end: its weight times Tukey's factor, in the order given. */
  readonly finalWeights: readonly number[];
}

/** Tukey's constant: 95 % efficiency where the errors are normal. */
const TUKEY = 4.685;
/** Median absolute deviation to standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;
/** Landmarks are not better than this, however well they happen to agree. */
const MIN_SIGMA_DEGREES = 0.5;
const CONVERGED_DEGREES = 1e-10;
const MAX_ROUNDS = 100;

/**
 * Robust weighted mean of angles on the circle. Starts at the weighted circular median (Fisher, Statistical Analysis of
 * Circular Data, 1993, 2.3.2: the observation with the least weighted sum of arcs to all others), takes the scale from
 * the weighted median absolute deviation there, and ends as an M-estimate with Tukey's biweight by iteratively
 * reweighted means (Huber and Ronchetti, Robust Statistics, 2009): factor (1 - (r / (4.685 s))²)² for a residual r
 * within 4.685 s, 0 beyond.
 *
 * @throws RangeError where no observation has weight
 */
export function circularConsensus(observations: readonly WeightedAngle[]): Consensus {
  const start = circularMedian(observations);
  const residuals = observations.map(({ angleDegrees, weight }) => ({
    value: Math.abs(wrapDegrees(angleDegrees - start)),
    weight,
  }));
  const sigma = Math.max(MIN_SIGMA_DEGREES, MAD_TO_SIGMA * weightedMedian(residuals));
  const reach = TUKEY * sigma;

  let centre = start;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    let sum = 0;
    let total = 0;
    for (const { angleDegrees, weight } of observations) {
      const residual = wrapDegrees(angleDegrees - centre);
      const factor = weight * biweight(residual / reach);
      sum += factor * residual;
      total += factor;
    }
    const step = total > 0 ? sum / total : 0;
    centre = wrapDegrees(centre + step);
    if (Math.abs(step) < CONVERGED_DEGREES) break;
  }
  const finalWeights = observations.map(
    ({ angleDegrees, weight }) => weight * biweight(wrapDegrees(angleDegrees - centre) / reach),
  );
  return { angleDegrees: centre, finalWeights };
}

function biweight(u: number): number {
  return Math.abs(u) < 1 ? (1 - u * u) ** 2 : 0;
}

function circularMedian(observations: readonly WeightedAngle[]): number {
  let best: number | null = null;
  let least = Infinity;
  for (const candidate of observations) {
    if (candidate.weight <= 0) continue;
    let arcs = 0;
    for (const { angleDegrees, weight } of observations) {
      arcs += weight * Math.abs(wrapDegrees(angleDegrees - candidate.angleDegrees));
    }
    if (arcs < least) {
      least = arcs;
      best = candidate.angleDegrees;
    }
  }
  if (best === null) throw new RangeError('a consensus needs an observation with weight');
  return best;
}

function weightedMedian(values: readonly { value: number; weight: number }[]): number {
  const ascending = [...values].sort((a, b) => a.value - b.value);
  const half = ascending.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let below = 0;
  for (const { value, weight } of ascending) {
    below += weight;
    if (below >= half) return value;
  }
  return 0;
}
