import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * The makeup-transfer data set MT (SCGAN's issue 20). Others read its numbers in other ways (BeautyREC's issue 6), so
 * a map that iBugMask explains as well is taken for iBugMask's. Sides are the letters as they were published; nobody
 * wrote down whose left they mean.
 */
export const MT_14: LabelSchema = {
  name: 'mt-14',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('skin')],
    [2, left('brow')],
    [3, right('brow')],
    [4, left('eye')],
    [5, right('eye')],
    [6, middle('nose')],
    [7, middle('upper_lip')],
    [8, middle('teeth')],
    [9, middle('lower_lip')],
    [10, middle('hair')],
    [11, left('ear')],
    [12, right('ear')],
    [13, middle('neck')],
  ]),
};
