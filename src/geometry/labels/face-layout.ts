import type { Point } from '../plane/affine.ts';
import { difference, directionDegrees, meanPoint, wrapDegrees } from '../plane/angle.ts';
import type { Blob } from './label-blobs.ts';
import { type LabelSchema, MOUTH, type NamedPart, type PartName } from './label-schema.ts';

export interface PlacedPart extends NamedPart {
  readonly label: number;
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

/** As much of a part as its place is judged by. */
export type LyingPart = Pick<Blob, 'pixels' | 'centroid'>;

/** Labels under which both of a pair lie: see twin-labels.ts. */
export type Twins = ReadonlyMap<number, readonly [LyingPart, LyingPart]>;

const NO_TWINS: Twins = new Map();

/**
 * Down is from eyes and brows to the mouth, so the layout is found at any roll; glasses stand in for eyes that they
 * hide. null where the schema finds no skin, eye, mouth, or no nose although it knows one, among the labels.
 */
export function layOutFace(blobs: ReadonlyMap<number, Blob>, schema: LabelSchema, twins: Twins = NO_TWINS): FaceLayout | null {
  const found: (NamedPart & LyingPart & { label: number })[] = [];
  for (const [label, blob] of blobs) {
    const part = schema.parts.get(label);
    if (part === undefined) continue;
    const both = twins.get(label);
    if (both === undefined) found.push({ ...part, pixels: blob.pixels, centroid: blob.centroid, label });
    else for (const one of both) found.push({ name: part.name, subjectSide: null, ...one, label });
  }
  const centroids = (names: readonly PartName[]): Point[] =>
    found.filter(({ name }) => names.includes(name)).map(({ centroid }) => centroid);
  const eyes = centroids(['eye']);
  const sight = eyes.length > 0 ? eyes : centroids(['glasses']);
  const mouth = centroids(MOUTH);
  const hasNose = centroids(['nose']).length > 0 || ![...schema.parts.values()].some(({ name }) => name === 'nose');
  if (centroids(['skin']).length === 0 || sight.length === 0 || mouth.length === 0 || !hasNose) return null;

  const origin = meanPoint(sight);
  const upper = meanPoint([...sight, ...centroids(['brow'])]);
  const [dx, dy] = difference(meanPoint(mouth), upper);
  const unit = Math.hypot(dx, dy);
  if (unit < 1) return null;
  const [ux, uy] = [dx / unit, dy / unit];
  const parts = found.map(({ label, name, subjectSide, pixels, centroid }) => {
    const [x, y] = difference(centroid, origin);
    return { label, name, subjectSide, pixels, across: (x * uy - y * ux) / unit, down: (x * ux + y * uy) / unit };
  });
  return { parts, rollDegrees: wrapDegrees(directionDegrees([dx, dy]) - 90) };
}
