import type { Point } from '../plane/affine.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import type { DescribedRegion } from './described-region.ts';
import { type Face, type RegionPair, regionPairs, regionsNamed } from './face.ts';
import { distanceFromLine, extentAlong, fitRobustLine, type Line, type WeightedPoint } from './fit-line.ts';

/** Ears are left out, since hair and a turned head hide them unequally, and so are skin and hair, which nothing makes symmetric. */
const PAIRED = ['brow', 'eye'];
const MIDDLE = ['nose', 'upper_lip', 'inner_mouth', 'lower_lip', 'lips', 'mouth', 'teeth'];

/**
 * Shortest extent of the points along the line, as a share of the distance between the two regions of the closest pair:
 * eyes and nose reach half of it, brows and eyes alone do not, and a line over so short a way has no direction.
 */
const MIN_EXTENT = 0.4;

export interface MapMidline extends Line {
  /** That the line was fitted to. */
  readonly regions: readonly DescribedRegion[];
  readonly leftOut: readonly DescribedRegion[];
  /** Between both regions of the closest pair, pixels. */
  readonly pairPx: number;
  /** Weighted root mean square distance of the points from the line, pixels. */
  readonly spreadPx: number;
}

interface Evidence extends WeightedPoint {
  readonly regions: readonly DescribedRegion[];
}

/**
 * The line from forehead to chin through the midpoints of brows and eyes and the centroids of nose and mouth. A region
 * weighs as much as it is wide (the square root of its area), a pair as much as both. null where the map has no pair
 * and nothing below it.
 */
export function mapMidline(face: Face): MapMidline | null {
  const pairs = regionPairs(face).filter(({ name }) => PAIRED.includes(name));
  const middle = regionsNamed(face, MIDDLE).filter(({ subjectSide }) => subjectSide === null);
  if (pairs.length === 0 || middle.length === 0) return null;
  const evidence = [...pairs.map(ofPair), ...middle.map(ofMiddle)].filter(({ weight }) => weight > 0);

  const line = fitRobustLine(evidence);
  const closest = Math.min(...pairs.map(({ right, left }) => Math.hypot(...difference(left.centroid, right.centroid))));
  if (line === null || !(extentAlong(line, evidence) >= MIN_EXTENT * closest)) return null;

  const down = difference(centre(middle), centre(pairs.flatMap(({ right, left }) => [right, left])));
  const sign = line.direction[0] * down[0] + line.direction[1] * down[1] < 0 ? -1 : 1;
  const isKept = (_: Evidence, i: number): boolean => line.kept[i]! > 0;
  return {
    point: line.point,
    direction: [sign * line.direction[0], sign * line.direction[1]],
    regions: evidence.filter(isKept).flatMap(({ regions }) => regions),
    leftOut: evidence.filter((one, i) => !isKept(one, i)).flatMap(({ regions }) => regions),
    pairPx: closest,
    spreadPx: spreadAbout(line, evidence.map((one, i) => ({ point: one.point, weight: one.weight * line.kept[i]! }))),
  };
}

function ofPair({ right, left }: RegionPair): Evidence {
  return { point: meanPoint([right.centroid, left.centroid]), weight: widthOf(right) + widthOf(left), regions: [right, left] };
}

function ofMiddle(region: DescribedRegion): Evidence {
  return { point: region.centroid, weight: widthOf(region), regions: [region] };
}

function widthOf({ area }: DescribedRegion): number {
  return Math.sqrt(Math.max(0, area));
}

function centre(regions: readonly DescribedRegion[]): Point {
  return meanPoint(regions.map(({ centroid }) => centroid));
}

function spreadAbout(line: Line, points: readonly WeightedPoint[]): number {
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const squares = points.reduce((sum, { point, weight }) => sum + weight * distanceFromLine(line, point) ** 2, 0);
  return Math.sqrt(squares / total);
}
