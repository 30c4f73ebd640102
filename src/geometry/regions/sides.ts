import type { RegionDocument } from '../../result-document.ts';
import type { Point } from '../affine.ts';
import { difference, meanPoint } from '../alignment/angle.ts';
import type { SubjectSide } from '../labels/label-schema.ts';

export type Sides = Pick<RegionDocument, 'subject_side' | 'viewer_side'>;
type Placed = Pick<RegionDocument, 'label' | 'name' | 'subject_side' | 'centroid'>;

const UPPER = ['eye', 'brow'];
const LOWER = ['nose', 'upper_lip', 'inner_mouth', 'lower_lip'];

/**
 * Sides of a region of a face that is not mirrored. Where both of a pair are drawn, their places in the face tell them
 * apart; whose left a published name means is not settled between users of one and the same schema. A single one has
 * the side that its schema says.
 *
 * @param all every region, with the side that the schema says
 */
export function sidesOf(region: Placed, all: readonly Placed[]): Sides {
  if (region.subject_side === null) return { subject_side: null, viewer_side: null };
  const other = all.find(({ label, name, subject_side }) => {
    return label !== region.label && name === region.name && subject_side !== null;
  });
  const aside = other === undefined ? 0 : across(difference(region.centroid, other.centroid), downOf(all));
  const viewer: SubjectSide = aside === 0 ? opposite(region.subject_side) : aside < 0 ? 'left' : 'right';
  return { subject_side: opposite(viewer), viewer_side: viewer };
}

/** From eyes and brows to nose and mouth, so that a face left lying or on its head keeps its sides. */
function downOf(all: readonly Placed[]): Point {
  const centroids = (names: readonly string[]): Point[] =>
    all.filter(({ name }) => names.includes(name)).map(({ centroid }) => centroid);
  const upper = centroids(UPPER);
  const lower = centroids(LOWER);
  return upper.length === 0 || lower.length === 0 ? [0, 1] : difference(meanPoint(lower), meanPoint(upper));
}

/** Positive towards the viewer's right of the upright face. */
function across([x, y]: Point, [downX, downY]: Point): number {
  return x * downY - y * downX;
}

/** The subject's right is the viewer's left. */
function opposite(side: SubjectSide): SubjectSide {
  return side === 'left' ? 'right' : 'left';
}
