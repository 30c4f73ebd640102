import type { Point } from '../../plane/affine.ts';
import { difference, meanPoint } from '../../plane/angle.ts';
import { type LandmarkSchema, type MeanFace, pick, type Place } from './landmark-schema.ts';

/** Noses stick out more or less, and of a flat picture that was squeezed nothing sticks out. */
const MAX_DEPTH = 1.25;
/** How long faces are for the distance between their eyes, as shares of the mean face's length. */
const LENGTHS = [0.8, 0.9, 1, 1.12, 1.25];
/**
 * Sine of the largest angle between the line of sight and the axis out of the face. Of five points in any places it is
 * this limit that refuses most.
 */
const MAX_ASIDE = Math.sin((56 * Math.PI) / 180);

/**
 * Why the points cannot be a face, or null where they can: whether some turn in space of the mean face, seen from afar,
 * comes near all of them.
 *
 * Seen from afar, the axes across, down and out of a face appear as vectors E, D and Z. As complex numbers they are those
 * of a turned and scaled frame where E² + D² + Z² = 0 (Gauss's theorem of axonometry). The eyes give E, and the points
 * below them d = h D + c Z, which leaves two solutions for Z: a nod forward and one backward.
 */
export function faultOfFewPoints(points: readonly Point[], { eyes }: LandmarkSchema, { places, below, within }: MeanFace): string | null {
  const [right, left] = [meanPoint(pick(points, eyes.right)), meanPoint(pick(points, eyes.left))];
  const centre = meanPoint([right, left]);
  const across = difference(left, right);
  const toBelow = difference(meanPoint(pick(points, below)), centre);
  if (across[0] * toBelow[1] - across[1] * toBelow[0] < 0) {
    return 'the points are mirrored: eyes above the mouth put the right side on the left';
  }
  const mean = below.map((index) => places[index]!);
  const height = average(mean.map(([, down]) => down));
  const depth = average(mean.map(([, , out]) => out));
  const frames = LENGTHS.flatMap((length) => framesOf(across, toBelow, { length, height, depth })).filter(isInSight);
  if (frames.length === 0) return 'the face would be turned too far aside';
  const fits = frames.some((frame) => {
    const far = within * scaleOf(frame);
    return places.every((place, index) => misfit(difference(points[index]!, centre), place, frame) <= far);
  });
  return fits ? null : 'the points do not lie as in a face';
}

/** How a face's axes appear in the picture, each as long as the distance between the eyes would be along it. */
interface Frame {
  readonly across: Point;
  /** Of a face as long as this one: the mean face's places lie along it. */
  readonly down: Point;
  readonly out: Point;
}

interface Proportions {
  readonly length: number;
  readonly height: number;
  readonly depth: number;
}

/** The two frames in which E is `across` and h D + c Z is `toBelow`. */
function framesOf(across: Point, toBelow: Point, { length, height, depth }: Proportions): Frame[] {
  return solveOut(across, toBelow, length * height, depth).map((out) => {
    return { across, down: [(toBelow[0] - depth * out[0]) / height, (toBelow[1] - depth * out[1]) / height], out };
  });
}

/** What E, D and Z would be long if they lay in the picture: each row of the frame has this length. */
function scaleOf({ across, down, out }: Frame): number {
  return Math.sqrt((square(across) + square(down) + square(out)) / 2);
}

function isInSight(frame: Frame): boolean {
  return Math.sqrt(square(frame.out)) <= MAX_ASIDE * scaleOf(frame);
}

/** Distance of a point from where the frame has its place, however much of its depth it has. */
function misfit([x, y]: Point, [a, b, c]: Place, { across, down, out }: Frame): number {
  const [rx, ry] = [x - a * across[0] - b * down[0], y - a * across[1] - b * down[1]];
  const [vx, vy] = [c * out[0], c * out[1]];
  const length = vx * vx + vy * vy;
  const share = length === 0 ? 0 : Math.min(MAX_DEPTH, Math.max(0, (rx * vx + ry * vy) / length));
  return Math.hypot(rx - share * vx, ry - share * vy);
}

/** Both roots of E² + ((d - c Z) / h)² + Z² = 0. */
function solveOut(across: Point, toBelow: Point, height: number, depth: number): [Point, Point] {
  const h2 = height * height;
  const a = 1 + (depth * depth) / h2;
  const b: Point = [(depth * toBelow[0]) / h2, (depth * toBelow[1]) / h2];
  const [ex, ey] = squared(across);
  const [dx, dy] = squared(toBelow);
  const [bx, by] = squared(b);
  const [rx, ry] = squareRoot([bx - a * (ex + dx / h2), by - a * (ey + dy / h2)]);
  return [
    [(b[0] + rx) / a, (b[1] + ry) / a],
    [(b[0] - rx) / a, (b[1] - ry) / a],
  ];
}

function squared([x, y]: Point): Point {
  return [x * x - y * y, 2 * x * y];
}

function squareRoot([x, y]: Point): Point {
  const length = Math.hypot(x, y);
  return [Math.sqrt(Math.max(0, (length + x) / 2)), (y < 0 ? -1 : 1) * Math.sqrt(Math.max(0, (length - x) / 2))];
}

function square([x, y]: Point): number {
  return x * x + y * y;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
