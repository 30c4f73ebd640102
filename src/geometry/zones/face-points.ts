import type { Point } from '../plane/affine.ts';
import { meanPoint } from '../plane/angle.ts';
import { allPairs, type LandmarkSchema, type Pair, pick } from '../alignment/schemas/landmark-schema.ts';
import { type FaceFrame, toFace } from '../face/face-frame.ts';

/** The subject's right side first, as in pairs of landmarks. */
export type BothSides<T> = readonly [right: T, left: T];

/** What the zones are laid out from, in the frame of the face. Names as in Anatomy. */
export interface FacePoints {
  readonly eyeOuter: BothSides<Point>;
  readonly eyeInner: BothSides<Point>;
  readonly eyeCentre: BothSides<Point>;
  /** The lower lids from the inner to the outer corner, both of which are left out. */
  readonly lowerLid: BothSides<readonly Point[]>;
  readonly browOuter: BothSides<Point>;
  readonly browPeak: BothSides<Point>;
  readonly browInner: BothSides<Point>;
  readonly nasion: Point;
  readonly noseTip: Point;
  readonly subnasale: Point;
  readonly alare: BothSides<Point>;
  readonly cheilion: BothSides<Point>;
  readonly labialeSuperius: Point;
  /** The middle of the line between the lips, on the upper one. */
  readonly stomion: Point;
  readonly labialeInferius: Point;
  readonly menton: Point;
  readonly side: BothSides<Point>;
  /**
   * The lower outline, from the outermost landmark on the right over the chin to that on the left: convex around all of
   * them, since of a turned head it is the cheek that bounds the far side, and not the jaw behind it.
   */
  readonly jaw: readonly Point[];
}

/** null where the schema has no landmark for one of them. */
export function readFacePoints(points: readonly Point[], schema: LandmarkSchema, frame: FaceFrame): FacePoints | null {
  const { anatomy, noseTip, mouth, eyes, midline } = schema;
  const { eyeOuter, eyeInner, browOuter, browPeak, browInner, nasion, subnasale, alare } = anatomy;
  const { labialeSuperius, stomion, labialeInferius, menton, side } = anatomy;
  if (
    eyeOuter === undefined || eyeInner === undefined || browOuter === undefined || browPeak === undefined ||
    browInner === undefined || nasion === undefined || subnasale === undefined || alare === undefined ||
    labialeSuperius === undefined || stomion === undefined || labialeInferius === undefined || menton === undefined ||
    side === undefined || noseTip === null || mouth === null
  ) {
    return null;
  }
  const all = (indices: readonly number[]): Point[] => pick(points, indices).map((point) => {
    const { across, down } = toFace(frame, point);
    return [across, down];
  });
  const at = (index: number): Point => all([index])[0]!;
  const both = ([right, left]: Pair): BothSides<Point> => [at(right), at(left)];
  const lid = (indices: readonly number[], s: 0 | 1): Point[] =>
    lowerLid(all(indices.filter((index) => index !== eyeOuter[s] && index !== eyeInner[s])), at(eyeInner[s]), at(eyeOuter[s]));
  return {
    eyeOuter: both(eyeOuter),
    eyeInner: both(eyeInner),
    eyeCentre: [meanPoint(all(eyes.right)), meanPoint(all(eyes.left))],
    lowerLid: [lid(eyes.right, 0), lid(eyes.left, 1)],
    browOuter: both(browOuter),
    browPeak: both(browPeak),
    browInner: both(browInner),
    nasion: at(nasion),
    noseTip: at(noseTip),
    subnasale: at(subnasale),
    alare: both(alare),
    cheilion: both(mouth),
    labialeSuperius: at(labialeSuperius),
    stomion: at(stomion[0]),
    labialeInferius: at(labialeInferius),
    menton: at(menton),
    side: both(side),
    jaw: lowerHull(all([...allPairs(schema).flat(), ...midline])),
  };
}

/** What of the outline of an eye lies below the line between its corners, in order along that line. */
function lowerLid(outline: readonly Point[], inner: Point, outer: Point): Point[] {
  const [du, dv] = [outer[0] - inner[0], outer[1] - inner[1]];
  const along = ([u, v]: Point): number => (u - inner[0]) * du + (v - inner[1]) * dv;
  const above = ([u, v]: Point): number => Math.sign(du) * (dv * (u - inner[0]) - du * (v - inner[1]));
  const length = du * du + dv * dv;
  return outline
    .filter((point) => above(point) < 0 && along(point) > 0 && along(point) < length)
    .sort((a, b) => along(a) - along(b));
}

/** Andrew's monotone chain (1979), the half of it that has the largest v. */
function lowerHull(points: readonly Point[]): Point[] {
  const hull: Point[] = [];
  for (const point of points.toSorted(([au, av], [bu, bv]) => au - bu || av - bv)) {
    while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, point) >= 0) hull.pop();
    hull.push(point);
  }
  return hull;
}

/** Positive where a, b, c turn clockwise on the screen. */
function turn([au, av]: Point, [bu, bv]: Point, [cu, cv]: Point): number {
  return (bu - au) * (cv - av) - (bv - av) * (cu - au);
}
