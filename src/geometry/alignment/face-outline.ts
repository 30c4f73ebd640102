import type { LabelSchemaName, LandmarkSchemaName } from '../../contract/names.ts';
import type { Point, Size } from '../plane/affine.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { nameLabel } from '../labels/label-schemas.ts';
import { allPairs, pick } from './schemas/landmark-schema.ts';
import { LANDMARK_SCHEMA_TABLES } from './schemas/index.ts';

/** What belongs to the face itself; hair, neck and clothes do not. */
const FACE = new Set(['skin', 'brow', 'eye', 'glasses', 'nose', 'upper_lip', 'inner_mouth', 'lower_lip', 'lips', 'teeth']);

export interface FaceToOutline {
  readonly landmarks: readonly Point[];
  readonly landmarkSchema: LandmarkSchemaName;
  readonly labelMap: LabelMap;
  readonly labelSchema: LabelSchemaName | 'unknown';
  readonly portraitSize: Size;
}

/**
 * Points, in portrait pixels, whose hull holds the face: its landmarks (of a whole body only those of the face) and
 * both ends of every row of its regions. Where the label schema names no part of a face, every region counts.
 */
export function faceOutline({ landmarks, landmarkSchema, labelMap, labelSchema, portraitSize }: FaceToOutline): Point[] {
  const schema = LANDMARK_SCHEMA_TABLES[landmarkSchema];
  const indices = new Set([...schema.eyes.right, ...schema.eyes.left, ...schema.midline, ...allPairs(schema).flat()]);
  const outline = pick(landmarks, [...indices]);

  const { width, height, ids } = labelMap;
  const isFace = new Uint8Array(ids instanceof Uint8Array ? 256 : 65536).map((_, label) => FACE.has(nameLabel(labelSchema, label).name) ? 1 : 0);
  if (!isFace.includes(1)) isFace.fill(1, 1);
  const [scaleX, scaleY] = [portraitSize.width / width, portraitSize.height / height];
  for (let row = 0; row < height; row++) {
    let first = row * width;
    let end = first + width;
    while (first < end && isFace[ids[first]!] === 0) first++;
    if (first === end) continue;
    while (isFace[ids[end - 1]!] === 0) end--;
    const [left, right] = [(first - row * width) * scaleX, (end - row * width) * scaleX];
    for (const y of [row * scaleY, (row + 1) * scaleY]) outline.push([left, y], [right, y]);
  }
  return outline;
}
