import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * The classes of CelebAMask-HQ in the order of the BiSeNet of zllrunning/face-parsing.PyTorch (prepropess_data.py), and
 * of yakhyo/face-parsing. It was trained on flipped pictures whose sides were not renamed (its pull request 26), so its
 * models mix the sides up.
 */
export const BISENET_19: LabelSchema = {
  name: 'bisenet-19',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('skin')],
    [2, left('brow')],
    [3, right('brow')],
    [4, left('eye')],
    [5, right('eye')],
    [6, middle('glasses')],
    [7, left('ear')],
    [8, right('ear')],
    [9, middle('earring')],
    [10, middle('nose')],
    [11, middle('inner_mouth')],
    [12, middle('upper_lip')],
    [13, middle('lower_lip')],
    [14, middle('neck')],
    [15, middle('necklace')],
    [16, middle('clothes')],
    [17, middle('hair')],
    [18, middle('hat')],
  ]),
};
