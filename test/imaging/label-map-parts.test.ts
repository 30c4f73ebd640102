import { describe, expect, test } from 'vitest';
import { packParts, unpackParts, type MapPart } from '../../src/geometry/labels/packed-parts.ts';
import { decodeLabelMap } from '../../src/imaging/decode-label-map.ts';
import { checkLabelMapHeader } from '../../src/imaging/header.ts';
import { LIMITS } from '../support/imaging.ts';
import { encodePng } from '../support/png.ts';

const gray = (values: readonly number[], bitDepth: 1 | 8 | 16 = 8) => encodePng(4, 1, values, { colourType: 0, bitDepth });
const map = (...parts: readonly MapPart[]) => [...decodeLabelMap(packParts(parts), LIMITS.labelMap).ids];

describe('what is refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['parts of several sizes', packParts([{ label: 1, png: gray([0, 0, 255, 255]) }, { label: 2, png: encodePng(2, 1, [0, 255], { colourType: 0, bitDepth: 8 }) }]), 'Part 1 of the label map, counted from 0, is 2x1 and the first one 4x1'],
    ['a part that is no PNG', packParts([{ label: 1, png: Uint8Array.of(1, 2, 3) }]), 'Part 0 of the label map, counted from 0, is not a PNG'],
    ['no part', packParts([]), 'are not whole'],
    ['parts that are cut short', packParts([{ label: 1, png: gray([0, 0, 255, 255]) }]).subarray(0, -4), 'are not whole'],
    ['65 parts', packParts(Array.from({ length: 65 }, () => ({ label: 1, png: gray([0, 0, 1, 1]) }))), 'has 65 parts'],
  ])('%s', (_, bytes, reason) => {
    expect(() => checkLabelMapHeader(bytes, LIMITS.labelMap)).toThrow(reason);
  });
});

describe('a pixel belongs to a part', () => {
  test.each<[string, Uint8Array, number[]]>([
    ['where it is white', gray([0, 255, 0, 255]), [0, 7, 0, 7]],
    ['where it has the only other value', gray([0, 1, 0, 1]), [0, 7, 0, 7]],
    ['from the middle gray on, where borders are blended', gray([0, 127, 128, 255]), [0, 0, 7, 7]],
    ['of one bit', gray([0, 1, 1, 0], 1), [0, 7, 7, 0]],
    ['of 16 bits', gray([0, 65_535, 32_767, 32_768], 16), [0, 7, 0, 7]],
    ['nowhere, in an empty picture', gray([0, 0, 0, 0]), [0, 0, 0, 0]],
    ['of a colour', encodePng(4, 1, [0, 1, 0, 1], { colourType: 2, bitDepth: 8, colours: [[0, 0, 0], [255, 255, 255]] } as never), [0, 7, 0, 7]],
  ])('%s', (_, png, ids) => {
    expect(map({ label: 7, png })).toEqual(ids);
  });
});

test('later parts lie over earlier ones', () => {
  expect(map({ label: 1, png: gray([255, 255, 255, 0]) }, { label: 300, png: gray([0, 255, 0, 0]) })).toEqual([1, 300, 1, 0]);
});

test('what was packed is unpacked', () => {
  const parts = [{ label: 1, png: gray([0, 0, 1, 1]) }, { label: 65_535, png: gray([1, 0, 0, 0]) }];
  expect(unpackParts(packParts(parts))!.map(({ label, png }) => [label, Buffer.from(png)])).toEqual(parts.map(({ label, png }) => [label, Buffer.from(png)]));
});
