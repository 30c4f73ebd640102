import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * The other order of CelebAMask-HQ: `list1`, commented out in face_parsing/Data_preprocessing/g_mask.py of
 * switchablenorms/CelebAMask-HQ. Maps of early users of the data set keep it.
 */
export const CELEBAMASK_19_LIST1: LabelSchema = {
  name: 'celebamask-19-list1',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('skin')],
    [2, middle('neck')],
    [3, middle('hat')],
    [4, middle('glasses')],
    [5, middle('hair')],
    [6, middle('earring')],
    [7, middle('necklace')],
    [8, middle('clothes')],
    [9, left('eye')],
    [10, right('eye')],
    [11, left('brow')],
    [12, right('brow')],
    [13, middle('nose')],
    [14, left('ear')],
    [15, right('ear')],
    [16, middle('inner_mouth')],
    [17, middle('upper_lip')],
    [18, middle('lower_lip')],
  ]),
};
