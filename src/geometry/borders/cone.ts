/**
 * Directions from a point, less than half a turn of them: those clockwise from the first ray and counterclockwise from
 * the second. Four numbers, the rays' x and y. A *view* is the cone in which something is seen from there.
 */
export type Cone = Float64Array;

export function isInCone(cone: Cone, x: number, y: number): boolean {
  return cone[0]! * y - cone[1]! * x >= 0 && cone[2]! * y - cone[3]! * x <= 0;
}

export function isEmptyCone(cone: Cone): boolean {
  return cone[0]! * cone[3]! - cone[1]! * cone[2]! < 0;
}

/** Leaves what lies in both. @param narrowed whether the cone was made by a view before, or holds every direction */
export function narrowCone(cone: Cone, view: Cone, narrowed: boolean): void {
  if (!narrowed || cone[0]! * view[1]! - cone[1]! * view[0]! > 0) {
    cone[0] = view[0]!;
    cone[1] = view[1]!;
  }
  if (!narrowed || cone[2]! * view[3]! - cone[3]! * view[2]! < 0) {
    cone[2] = view[2]!;
    cone[3] = view[3]!;
  }
}

/**
 * A gate about (x, y), along x or along y, from its one end to its other, clockwise as seen from the origin.
 *
 * @returns false where it is seen edge on
 */
export function viewGate(view: Cone, x: number, y: number, across: boolean, half: number): boolean {
  const reachX = across ? half : 0;
  const reachY = half - reachX;
  const turn = (x - reachX) * (y + reachY) - (y - reachY) * (x + reachX);
  if (Math.abs(turn) < 1e-9) return false;
  const side = turn < 0 ? -1 : 1;
  view[0] = x - side * reachX;
  view[1] = y - side * reachY;
  view[2] = x + side * reachX;
  view[3] = y + side * reachY;
  return true;
}

/** A circle about (x, y) from outside of it. */
export function viewCircle(view: Cone, x: number, y: number, distance: number, radius: number): void {
  const sin = radius / distance;
  const cos = Math.sqrt(1 - sin * sin);
  view[0] = x * cos + y * sin;
  view[1] = y * cos - x * sin;
  view[2] = x * cos - y * sin;
  view[3] = y * cos + x * sin;
}
