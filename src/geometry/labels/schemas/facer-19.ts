import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * FaRL's `celebm/448` as FacePerceiver/facer runs it (facer/face_parsing/farl.py): rr, lr, rb, lb, re, le. In its
 * `lapa/448` such names are the subject's sides; here they were taken over from CelebAMask-HQ, so they are not settled.
 */
export const FACER_19: LabelSchema = {
  name: 'facer-19',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('neck')],
    [2, middle('skin')],
    [3, middle('clothes')],
    [4, right('ear')],
    [5, left('ear')],
    [6, right('brow')],
    [7, left('brow')],
    [8, right('eye')],
    [9, left('eye')],
    [10, middle('nose')],
    [11, middle('inner_mouth')],
    [12, middle('lower_lip')],
    [13, middle('upper_lip')],
    [14, middle('hair')],
    [15, middle('glasses')],
    [16, middle('hat')],
    [17, middle('earring')],
    [18, middle('necklace')],
  ]),
};
