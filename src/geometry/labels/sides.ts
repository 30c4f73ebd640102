import type { Point } from '../plane/affine.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import { MOUTH, type SubjectSide } from './label-schema.ts';
import { roundPoint } from '../plane/rounding.ts';

/** The sides that a part of the face lies on: the subject's own, and the viewer's. null for parts of the middle. */
export interface Sides {
  readonly subjectSide: SubjectSide | null;
  readonly viewerSide: SubjectSide | null;
}

interface Placed {
  readonly label: number;
  readonly name: string;
  readonly subjectSide: SubjectSide | null;
  readonly centroid: Point;
}

const UPPER: readonly string[] = ['eye', 'brow', 'glasses'];
const LOWER: readonly string[] = ['nose', ...MOUTH];
/** A single part has to lie this far aside of nose and mouth to tell its side, as a share of eyes to mouth. */
const MIN_ASIDE = 0.1;
/** Decimals of a pixel: nearer places are one, or else the rounding of sums would tell sides of what is symmetric. */
const DECIMALS = 3;

/**
 * Sides of a region of a face that is not mirrored: the viewer's side is where it lies in the upright face, and the
 * subject's is the other one. Where both of a pair are drawn, their places tell them apart; a single one is held against
 * nose and mouth. Whose left a published name means is not settled between users of one and the same schema, so the
 * schema's side is used only where nothing else is drawn. In a mirrored portrait the viewer's sides still hold, and the
 * subject's are those that the picture seems to show.
 *
 * @param all every region, with the side that the schema says
 */
export function sidesOf(region: Placed, all: readonly Placed[]): Sides {
  if (region.subjectSide === null) return { subjectSide: null, viewerSide: null };
  const aside = asideOf(region, all);
  const viewer: SubjectSide = aside === 0 ? opposite(region.subjectSide) : aside < 0 ? 'left' : 'right';
  return { subjectSide: opposite(viewer), viewerSide: viewer };
}

/** Positive towards the viewer's right of the upright face, 0 where the regions do not tell. */
function asideOf(region: Placed, all: readonly Placed[]): number {
  const other = all.find(({ label, name, subjectSide }) => {
    return label !== region.label && name === region.name && subjectSide !== null;
  });
  const down = downOf(all);
  if (other !== undefined) return across(difference(placeOf(region), placeOf(other)), down ?? [0, 1]);
  if (down === null) return 0;
  const middle = meanPoint(centroidsOf(LOWER, all));
  const aside = across(difference(placeOf(region), middle), down);
  return Math.abs(aside) < MIN_ASIDE * (down[0] ** 2 + down[1] ** 2) ? 0 : aside;
}

/** From eyes and brows to nose and mouth, so that a face left lying or on its head keeps its sides. */
function downOf(all: readonly Placed[]): Point | null {
  const upper = centroidsOf(UPPER, all);
  const lower = centroidsOf(LOWER, all);
  return upper.length === 0 || lower.length === 0 ? null : difference(meanPoint(lower), meanPoint(upper));
}

function centroidsOf(names: readonly string[], all: readonly Placed[]): Point[] {
  return all.filter(({ name }) => names.includes(name)).map(placeOf);
}

function placeOf({ centroid }: Placed): Point {
  return roundPoint(centroid, DECIMALS);
}

function across([x, y]: Point, [downX, downY]: Point): number {
  return x * downY - y * downX;
}

/** The subject's right is the viewer's left. */
export function opposite(side: SubjectSide): SubjectSide {
  return side === 'left' ? 'right' : 'left';
}
