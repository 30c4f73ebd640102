import { isBetween, orientation } from './orientation.ts';

/** Points in integer coordinates, so that every decision about them is exact. */
export interface IntegerPoints {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Points with the same vertex are one point. */
  readonly vertices: Int32Array;
}

/**
 * Whether the segments a-b and c-d meet anywhere but in an end that both share: crossing, touching, or lying on one
 * another. A segment without length meets whatever touches it.
 */
export function segmentsConflict({ xs, ys, vertices }: IntegerPoints, a: number, b: number, c: number, d: number): boolean {
  const [va, vb, vc, vd] = [vertices[a]!, vertices[b]!, vertices[c]!, vertices[d]!];
  if (va === vc) return vb === vd || foldsBack(xs, ys, a, b, d);
  if (va === vd) return vb === vc || foldsBack(xs, ys, a, b, c);
  if (vb === vc) return foldsBack(xs, ys, b, a, d);
  if (vb === vd) return foldsBack(xs, ys, b, a, c);

  const [ax, ay, bx, by] = [xs[a]!, ys[a]!, xs[b]!, ys[b]!];
  const [cx, cy, dx, dy] = [xs[c]!, ys[c]!, xs[d]!, ys[d]!];
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  const c1 = orientation(ax, ay, bx, by, cx, cy);
  const d1 = orientation(ax, ay, bx, by, dx, dy);
  if ((c1 > 0 && d1 > 0) || (c1 < 0 && d1 < 0)) return false;
  const a1 = orientation(cx, cy, dx, dy, ax, ay);
  const b1 = orientation(cx, cy, dx, dy, bx, by);
  if ((a1 > 0 && b1 > 0) || (a1 < 0 && b1 < 0)) return false;
  if (c1 !== 0 || d1 !== 0 || a1 !== 0 || b1 !== 0) return true;
  return (
    isBetween(cx, cy, ax, ay, bx, by) || isBetween(dx, dy, ax, ay, bx, by) || isBetween(ax, ay, cx, cy, dx, dy)
  );
}

/** Whether the segments from one shared point to p and to q lie on one another. */
function foldsBack(xs: Float64Array, ys: Float64Array, shared: number, p: number, q: number): boolean {
  const [sx, sy, px, py, qx, qy] = [xs[shared]!, ys[shared]!, xs[p]!, ys[p]!, xs[q]!, ys[q]!];
  if (orientation(sx, sy, px, py, qx, qy) !== 0) return false;
  return (px - sx) * (qx - sx) + (py - sy) * (qy - sy) >= 0;
}
