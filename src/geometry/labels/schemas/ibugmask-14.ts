import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * iBugMask's 14 classes (README of hhj1897/face_parsing): LaPa's eleven, then ears and glasses. Its skin takes in the
 * scalp. Sides are named as LaPa does, by the image.
 */
export const IBUGMASK_14: LabelSchema = {
  name: 'ibugmask-14',
  sides: 'settled',
  parts: new Map([
    [1, middle('skin')],
    [2, right('brow')],
    [3, left('brow')],
    [4, right('eye')],
    [5, left('eye')],
    [6, middle('nose')],
    [7, middle('upper_lip')],
    [8, middle('inner_mouth')],
    [9, middle('lower_lip')],
    [10, middle('hair')],
    [11, right('ear')],
    [12, left('ear')],
    [13, middle('glasses')],
  ]),
};
