import { describe, expect, it } from 'vitest';
import { GeometryError } from '../../../src/geometry/geometry-error.ts';
import { checkLandmarks, readLandmarks } from '../../../src/geometry/alignment/landmarks.ts';
import { shippedCase } from '../support/case.ts';

const REFUSAL = expect.objectContaining({ name: 'GeometryError', code: 'invalid_landmarks' });

describe('readLandmarks refuses', () => {
  const many = Array.from({ length: 2001 }, (_, i) => [i, i]);
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a text', '[[1,2],[3,4]]'],
    ['an empty list', []],
    ['an empty object', {}],
    ['an empty list of landmarks', { landmarks: [] }],
    ['no face', { landmarks: [[]] }],
    ['two faces', { landmarks: [[[1, 2], [3, 4]], [[1, 2], [3, 4]]] }],
    ['one point', [{ x: 1, y: 2 }]],
    ['one point in one face', { landmarks: [[[1, 2]]] }],
    ['a number as text', [{ x: '1', y: 2 }, { x: 3, y: 4 }]],
    ['a missing coordinate', [{ x: 1 }, { x: 3, y: 4 }]],
    ['null for a coordinate', [[1, null], [3, 4]]],
    ['null for a point', [[1, 2], null]],
    ['nulls in one face', [[null, null]]],
    ['NaN', [[1, NaN], [3, 4]]],
    ['an infinite number', [[1, 2], [Infinity, 4]]],
    ['one coordinate', [[1], [2]]],
    ['four coordinates', [[1, 2, 3, 4], [1, 2, 3, 4]]],
    ['an infinite depth', [[1, 2, Infinity], [3, 4, 5]]],
    ['a flat list', [1, 2, 3, 4]],
    ['more points than any face has', many],
  ])('%s', (_, value) => {
    expect(() => readLandmarks(value)).toThrow(REFUSAL);
  });
});

describe('readLandmarks reads', () => {
  it.each<[string, unknown]>([
    ['objects', [{ x: 1, y: 2 }, { x: 3, y: 4 }]],
    ['objects that say more', [{ x: 1, y: 2, z: -0.1, visibility: 1 }, { x: 3, y: 4, z: 0 }]],
    ['pairs', [[1, 2], [3, 4]]],
    ['triples', [[1, 2, 9], [3, 4, 9]]],
    ['landmarks of pairs', { landmarks: [[1, 2], [3, 4]] }],
    ['landmarks of objects', { landmarks: [{ x: 1, y: 2 }, { x: 3, y: 4 }] }],
    ['landmarks of one face of pairs', { landmarks: [[[1, 2], [3, 4]]] }],
    ['landmarks of one face of objects', { landmarks: [[{ x: 1, y: 2 }, { x: 3, y: 4 }]] }],
    ['one face', [[{ x: 1, y: 2 }, { x: 3, y: 4 }]]],
  ])('%s', (_, value) => {
    expect(readLandmarks(value)).toEqual([[1, 2], [3, 4]]);
  });
});

describe('checkLandmarks', () => {
  const size = { width: 100, height: 80 };

  it.each<[string, [number, number][]]>([
    ['a point left of the portrait', [[-0.01, 10], [50, 10]]],
    ['a point right of it', [[10, 10], [100.01, 10]]],
    ['a point above it', [[10, -1], [50, 10]]],
    ['a point below it', [[10, 10], [50, 80.5]]],
    ['a point that is no number', [[10, 10], [NaN, 10]]],
    ['all points in one place', Array.from({ length: 7 }, () => [10, 10])],
    ['normalised coordinates', Array.from({ length: 68 }, (_, i) => [i / 100, i / 100])],
    ['two eyes in one place', [[10, 10], [10.2, 10]]],
    ['two eyes in one place of five points', [[30, 30], [30, 30], [35, 40], [30, 50], [40, 50]]],
    ['one point', [[10, 10]]],
    ['no point', []],
  ])('refuses %s', (_, points) => {
    expect(() => checkLandmarks(points, size)).toThrow(REFUSAL);
    expect(() => checkLandmarks(points, size)).toThrow(GeometryError);
  });

  it('takes points outside where most lie inside, and none that is nowhere near', () => {
    const inside: [number, number][] = [[10, 10], [50, 10], [30, 30]];
    expect(() => checkLandmarks([...inside, [-8, 20], [40, 95]], size)).not.toThrow();
    expect(() => checkLandmarks([...inside, [1e200, 20]], size)).toThrow('Landmark 3, counted from 0, lies more than');
    expect(() => checkLandmarks([[-1, 5], ...inside.slice(1), [5, 90]], size)).toThrow('Landmark 0, counted from 0, lies outside the portrait (100x80), as do 2 of 4');
  });

  it('takes points on the portrait’s border', () => {
    expect(() => checkLandmarks([[0, 0], [100, 80], [50, 40]], size)).not.toThrow();
  });

  it('takes the shipped faces', () => {
    const { landmarks, portraitSize } = shippedCase('astronaut');
    expect(() => checkLandmarks(landmarks, portraitSize)).not.toThrow();
  });
});
