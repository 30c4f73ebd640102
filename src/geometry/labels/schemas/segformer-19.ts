import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * The order of the first SegFormer face-parsing models: config.json of Xenova/face-parsing at 99bb348, and of
 * jonathandinu/face-parsing before it took over CelebAMask-HQ's.
 */
export const SEGFORMER_19: LabelSchema = {
  name: 'segformer-19',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('skin')],
    [2, middle('nose')],
    [3, right('eye')],
    [4, left('eye')],
    [5, right('brow')],
    [6, left('brow')],
    [7, right('ear')],
    [8, left('ear')],
    [9, middle('inner_mouth')],
    [10, middle('upper_lip')],
    [11, middle('lower_lip')],
    [12, middle('neck')],
    [13, middle('hair')],
    [14, middle('necklace')],
    [15, middle('clothes')],
    [16, middle('glasses')],
    [17, middle('hat')],
    [18, middle('earring')],
  ]),
};
