/**
 * Twice the signed area of the triangle a, b, c; positive where the turn is clockwise on the screen. The sign is exact
 * for integers up to 2^40: where rounding could decide, the product is taken in big integers.
 */
export function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (bx - ax) * (cy - ay);
  const right = (by - ay) * (cx - ax);
  const area = left - right;
  // Three roundings of half a unit in the last place each, 2^-53 of their size.
  if (Math.abs(area) > (Math.abs(left) + Math.abs(right)) * 4e-16) return area;
  if (Math.abs(left) + Math.abs(right) < Number.MAX_SAFE_INTEGER) return area;
  return Number(BigInt(bx - ax) * BigInt(cy - ay) - BigInt(by - ay) * BigInt(cx - ax));
}

/** Whether p, known to lie on the line through a and b, lies on the segment between them, ends included. */
export function isBetween(px: number, py: number, ax: number, ay: number, bx: number, by: number): boolean {
  return (
    Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by)
  );
}
