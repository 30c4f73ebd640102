/**
 * Where a closed chain starts, chosen by its shape alone, so that a turned or moved map is simplified to the same
 * shape: the point farthest from the mean of all points. Where several are equally far, the one from which the sequence
 * of lengths and turns is smallest. A chain that is its own image under a turn has several starts; all are anchors.
 *
 * Coordinates are multiples of one half, which keeps every comparison exact. Indices in ascending order.
 */
export function closedAnchors(xs: Float64Array, ys: Float64Array): number[] {
  const n = xs.length;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < n; i++) {
    sumX += xs[i]!;
    sumY += ys[i]!;
  }
  let farthest = -1;
  let candidates: number[] = [];
  for (let i = 0; i < n; i++) {
    const distance = (n * xs[i]! - sumX) ** 2 + (n * ys[i]! - sumY) ** 2;
    if (distance < farthest) continue;
    if (distance > farthest) candidates = [];
    farthest = distance;
    candidates.push(i);
  }
  if (candidates.length === 1) return candidates;

  const turns = turnSequence(xs, ys);
  let best: number[] = [candidates[0]!];
  for (const candidate of candidates.slice(1)) {
    const order = compareRotations(turns, candidate, best[0]!);
    if (order < 0) best = [candidate];
    else if (order === 0) best.push(candidate);
  }
  return best;
}

/** Three numbers a point that do not change when the chain is moved or turned: squared length, cross and dot product. */
function turnSequence(xs: Float64Array, ys: Float64Array): Float64Array {
  const n = xs.length;
  const turns = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const [before, after] = [(i + n - 1) % n, (i + 1) % n];
    const [ux, uy] = [xs[i]! - xs[before]!, ys[i]! - ys[before]!];
    const [vx, vy] = [xs[after]! - xs[i]!, ys[after]! - ys[i]!];
    turns[3 * i] = vx * vx + vy * vy;
    turns[3 * i + 1] = ux * vy - uy * vx;
    turns[3 * i + 2] = ux * vx + uy * vy;
  }
  return turns;
}

function compareRotations(turns: Float64Array, a: number, b: number): number {
  for (let k = 0; k < turns.length; k++) {
    const difference = turns[(3 * a + k) % turns.length]! - turns[(3 * b + k) % turns.length]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
