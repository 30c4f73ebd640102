import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * CelebAMask-HQ in the order of its g_mask.py and README (switchablenorms/CelebAMask-HQ, face_parsing), which current
 * SegFormer models keep. Nobody wrote down whose left its `l_` is.
 */
export const CELEBAMASK_19: LabelSchema = {
  name: 'celebamask-19',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('skin')],
    [2, middle('nose')],
    [3, middle('glasses')],
    [4, left('eye')],
    [5, right('eye')],
    [6, left('brow')],
    [7, right('brow')],
    [8, left('ear')],
    [9, right('ear')],
    [10, middle('inner_mouth')],
    [11, middle('upper_lip')],
    [12, middle('lower_lip')],
    [13, middle('hair')],
    [14, middle('hat')],
    [15, middle('earring')],
    [16, middle('necklace')],
    [17, middle('neck')],
    [18, middle('clothes')],
  ]),
};
