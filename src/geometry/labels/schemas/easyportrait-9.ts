import { type LabelSchema, left, middle, right } from '../label-schema.ts';

/**
 * EasyPortrait (README of hukenovs/easyportrait): no nose and no hair. What is left of the person around the face's
 * skin is one label.
 */
export const EASYPORTRAIT_9: LabelSchema = {
  name: 'easyportrait-9',
  sides: 'unsettled',
  parts: new Map([
    [1, middle('person')],
    [2, middle('skin')],
    [3, left('brow')],
    [4, right('brow')],
    [5, left('eye')],
    [6, right('eye')],
    [7, middle('lips')],
    [8, middle('teeth')],
  ]),
};
