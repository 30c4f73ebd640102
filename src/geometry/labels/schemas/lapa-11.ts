import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * LaPa (labelmap.txt of JDAI-CV/lapa-dataset), Helen, iBugMask 11 and facer's `lapa/448`. LaPa's own names say "left"
 * for what lies on the image's left: the subject's right, as facer calls it.
 */
export const LAPA_11: LabelSchema = {
  name: 'lapa-11',
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
  ]),
};
