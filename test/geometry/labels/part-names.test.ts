import { describe, expect, test } from 'vitest';
import { labelOfPart, partOfFile } from '../../../src/geometry/labels/part-names.ts';

describe('the label of a part by its name', () => {
  test.each([
    ['skin', 'celebamask-19', 1],
    ['l_eye', 'celebamask-19', 4],
    ['left_eye', 'celebamask-19', 4],
    ['Right Eyebrow', 'celebamask-19', 7],
    ['u_lip', 'celebamask-19', 11],
    ['l_lip', 'celebamask-19', 12],
    ['ear_r', 'celebamask-19', 15],
    ['r_ear', 'celebamask-19', 9],
    ['neck_l', 'celebamask-19', 16],
    ['cloth', 'celebamask-19', 18],
    ['l_eye', 'lapa-11', 5],
    ['mouth', 'lapa-11', 8],
    ['lbl06', 'lapa-11', 6],
    ['13', 'celebamask-19', 13],
    ['neck', 'lapa-11', null],
    ['tattoo', 'celebamask-19', null],
    ['__proto__', 'celebamask-19', null],
    ['0', 'celebamask-19', null],
  ] as const)('%s of %s is %s', (name, schema, label) => {
    expect(labelOfPart(name, schema)).toBe(label);
  });
});

test.each([
  ['00000_l_brow', { before: '00000', name: 'l_brow' }],
  ['a_b_neck_l', { before: 'a_b', name: 'neck_l' }],
  ['hair', { before: '', name: 'hair' }],
  ['00001', null],
  ['face_42', null],
])('the file %s is of %j', (stem, part) => {
  expect(partOfFile(stem)).toEqual(part);
});
