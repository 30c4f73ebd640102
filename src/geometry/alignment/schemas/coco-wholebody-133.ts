import { IBUG_68, ibugAnatomy } from './ibug-68.ts';
import { CUE_GROUPS, type LandmarkSchema, type Pair } from './landmark-schema.ts';

/** 17 points of the body and 6 of the feet come before the face, 42 of the hands after it. */
const FIRST_OF_FACE = 23;

/** COCO-WholeBody: its face is iBUG's 68 points. Body, feet and hands say nothing about the face's tilt. */
export const COCO_WHOLEBODY_133: LandmarkSchema = {
  name: 'coco-wholebody-133',
  count: 133,
  pairs: Object.fromEntries(CUE_GROUPS.map((group) => [group, IBUG_68.pairs[group]?.map(movedPair) ?? []])),
  midline: moved(IBUG_68.midline),
  eyes: { right: moved(IBUG_68.eyes.right), left: moved(IBUG_68.eyes.left) },
  noseTip: FIRST_OF_FACE + 30,
  mouth: movedPair([48, 54]),
  anatomy: ibugAnatomy(FIRST_OF_FACE),
};

function moved(indices: readonly number[]): number[] {
  return indices.map((index) => FIRST_OF_FACE + index);
}

function movedPair([right, left]: Pair): Pair {
  return [FIRST_OF_FACE + right, FIRST_OF_FACE + left];
}
