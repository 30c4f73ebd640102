import type { Point } from '../affine.ts';
import { difference, directionDegrees, meanPoint, wrapDegrees } from '../alignment/angle.ts';
import type { Blob } from './label-blobs.ts';
import type { LabelSchema, NamedPart, PartName } from './label-schema.ts';

export interface PlacedPart extends NamedPart {
  readonly pixels: number;
  /** In units of the distance between eyes and mouth, the middle of the eyes at 0. */
  readonly across: number;
  readonly down: number;
}

/** Where the parts lie in a face's own frame, as one schema reads the labels. */
export interface FaceLayout {
  readonly parts: readonly PlacedPart[];
  /** Tilt of this frame in the label map. */
  readonly rollDegrees: number;
}

const EYES_AND_BROWS: readonly PartName[] = ['eye', 'brow'];
const MOUTH: readonly PartName[] = ['upper_lip', 'inner_mouth', 'lower_lip'];

/**
 * Down is from eyes and brows to the mouth, so the layout is found at any roll. null where the schema finds no skin,
 * nose, eye or mouth among the labels.
 */
export function layOutFace(blobs: ReadonlyMap<number, Blob>, schema: LabelSchema): FaceLayout | null {
  const found: (NamedPart & Blob)[] = [];
  for (const [label, blob] of blobs) {
    const part = schema.parts.get(label);
    if (part !== undefined) found.push({ ...part, ...blob });
  }
  const centroids = (names: readonly PartName[]): Point[] =>
    found.filter(({ name }) => names.includes(name)).map(({ centroid }) => centroid);
  const mouth = centroids(MOUTH);
  const complete = (['skin', 'nose', 'eye'] as const).every((name) => centroids([name]).length > 0) && mouth.length > 0;
  if (!complete) return null;

  const origin = meanPoint(centroids(['eye']));
  const upper = meanPoint(centroids(EYES_AND_BROWS));
  const [dx, dy] = difference(meanPoint(mouth), upper);
  const unit = Math.hypot(dx, dy);
  if (unit < 1) return null;
  const [ux, uy] = [dx / unit, dy / unit];
  const parts = found.map(({ name, subjectSide, pixels, centroid }) => {
    const [x, y] = difference(centroid, origin);
    return { name, subjectSide, pixels, across: (x * uy - y * ux) / unit, down: (x * ux + y * uy) / unit };
  });
  return { parts, rollDegrees: wrapDegrees(directionDegrees([dx, dy]) - 90) };
}
