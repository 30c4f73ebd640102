import { difference, directionDegrees, wrapDegrees } from '../plane/angle.ts';
import { type Blob, elongation, solidity } from './label-blobs.ts';
import type { Fact } from './face-facts.ts';
import type { LabelSchema, PartName } from './label-schema.ts';

/** Fewer pixels have no shape to judge. */
const MIN_FACE_PX = 100;

/** What holds of a portrait whose face is one part, and the tilt that its parts give. */
export interface PortraitFacts {
  readonly facts: readonly Fact[];
  readonly rollDegrees: number;
}

/**
 * Facts for a schema without eyes and mouth: a compact face, the neck or the clothes on one side of it, the hair around
 * it or on the other. Down is from the face to what it sits on, at any roll. Lengths are in sides of a square as large
 * as the face. null where there is no face, or nothing that it sits on.
 */
export function portraitFacts(blobs: ReadonlyMap<number, Blob>, schema: LabelSchema): PortraitFacts | null {
  const only = (name: PartName): Blob | undefined =>
    [...blobs].find(([label]) => schema.parts.get(label)?.name === name)?.[1];
  const face = only('skin');
  const hair = only('hair');
  const [body, clothes] = [only('body_skin'), only('clothes')];
  const torso = [body, clothes].filter((blob) => blob !== undefined);
  if (face === undefined || torso.length === 0) return null;

  const below = torso.reduce((sum, { pixels }) => sum + pixels, 0);
  const along = (axis: 0 | 1): number =>
    torso.reduce((sum, { pixels, centroid }) => sum + pixels * (centroid[axis] - face.centroid[axis]), 0) / below;
  const [dx, dy] = [along(0), along(1)];
  const side = Math.sqrt(face.pixels);
  const length = Math.hypot(dx, dy);
  if (length < 1) return null;
  const place = ({ centroid }: Blob): { across: number; down: number } => {
    const [x, y] = difference(centroid, face.centroid);
    return { across: (x * dy - y * dx) / length / side, down: (x * dx + y * dy) / length / side };
  };
  const fact = (holds: boolean, says: string): Fact => ({ holds, says });
  const facts = [
    fact(face.pixels >= MIN_FACE_PX, 'the face is too small'),
    fact([...blobs.keys()].every((label) => schema.parts.has(label)), 'the map has labels that the schema does not know'),
    fact(solidity(face) > 0.6, 'the face is not compact'),
    fact(elongation(face) < 2.2, 'the face is too long'),
    fact(length > 0.5 * side, 'the face lies in its neck or clothes'),
    fact(length < 5 * side, 'the face lies far from its neck and clothes'),
    fact(below > 0.1 * face.pixels, 'neck and clothes are too small'),
    fact(hair !== undefined || torso.length === 2, 'there is no hair'),
    ...(hair === undefined ? [] : hairFacts(hair, face, place(hair)).map((holds) => fact(holds, 'the hair lies elsewhere'))),
    fact(body === undefined || clothes === undefined || place(body).down < place(clothes).down + 0.5, 'the clothes lie above the neck'),
  ];
  return { facts, rollDegrees: wrapDegrees(directionDegrees([dx, dy]) - 90) };
}

function hairFacts(hair: Blob, face: Blob, { across, down }: { across: number; down: number }): boolean[] {
  return [hair.pixels < 10 * face.pixels, down < 0.5, Math.abs(across) < 1, down < -0.3 || solidity(hair) < 0.8];
}
