import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLandmarksText as parseLandmarks } from '../../src/landmarks/files/read-file.ts';

describe('what is refused, and why', () => {
  test.each([
    ['', 'it is empty'],
    ['   \n', 'it is empty'],
    ['[[1, 2], [3, 4]', 'read as JSON and as a Python literal, it ends too early'],
    ['[[1, 2], [3, 4]] [5]', 'read as JSON and as a Python literal, unexpected "[" at character 18'],
    ['{"landmarks": [[1, 2]], }}', 'unexpected "}" at character 26'],
    ["{'landmarks': __import__('os')}", 'unexpected "__import__" at character 15'],
    ["{'landmarks': open('x')}", 'unexpected "open" at character 15'],
    ['[lambda: 1]', 'unexpected "lambda" at character 2'],
    ['[[1, 2], ..., [3, 4]]', 'it was shortened when it was printed'],
    ["['a", 'unexpected "\'" at character 2'],
    [`${'['.repeat(100)}1${']'.repeat(100)}`.replace('1', 'None'), 'it is nested too deeply'],
    ['version: 1\nn_points: 3\n{\n1 2\n3 4\n}', 'read as .pts, it states 3 points and holds 2'],
    ['version: 1\nn_points: 2\n1 2\n3 4\n', 'read as .pts, it has no points in braces'],
    ['version: 1\n{\n1 2\n3 four\n}', 'read as .pts, point 2 is not two numbers'],
    ['a,b\n1,2', 'read as a table, its header names no columns x and y'],
    ['x,y\n1,2\n3', 'read as a table, line 3 has 1 columns'],
    ['x,y\n1,two', 'read as a table, line 2 holds something other than numbers'],
    ['1\n2\n3', 'read as a table, it has 1 columns'],
    ['1,2,3,4\n5,6,7,8', 'read as a table, it has 4 columns'],
    ['frame,x_0,x_1,y_0,y_1\n1,1,2,3,4\n2,5,6,7,8', 'read as a table, its column frame names several pictures'],
    ['these are no landmarks', 'read as a table, its header names no columns x and y'],
  ])('%j', (text, reason) => {
    expect(() => parseLandmarks(text)).toThrow(reason);
  });
});

const POINTS = [[1, 2], [3, 4.5]];

describe('shapes of files as they are found', () => {
  test.each<[string, string, unknown]>([
    ['JSON', '[[1, 2], [3, 4.5]]', POINTS],
    ['JSON of objects', '[{"x": 1, "y": 2}]', [{ x: 1, y: 2 }]],
    ['JSON under landmarks', '{"landmarks": [[1, 2]], "image": "a.jpg"}', { landmarks: [[1, 2]], image: 'a.jpg' }],
    ['JSON behind a byte order mark', '\uFEFF[[1, 2], [3, 4.5]]', POINTS],
    ['a Python dict', "{'landmarks': [[1, 2], [3, 4.5]]}", { landmarks: POINTS }],
    ['a Python dict over lines, with comments, tuples and commas at ends', "{\n  # 68 points\n  'landmarks': [(1, 2), (3., +4.5),],\n}", { landmarks: POINTS }],
    ['Python constants and strings', `{'a': None, "b": True, u'c': False, 'd': 'it\\'s'}`, { a: null, b: true, c: false, d: "it's" }],
    ['Python numbers', '[[1e2, -1.5e-1], [.5, 1_000]]', [[100, -0.15], [0.5, 1000]]],
    ['a number in brackets', '[(1), (2)]', [1, 2]],
    ['a tuple of one', '((1, 2),)', [[1, 2]]],
    ['a numpy array by repr', 'array([[1. , 2. ],\n       [3. , 4.5]], dtype=float32)', POINTS],
    ['a numpy array inside of a dict', "{'landmarks': np.array([[1, 2], [3, 4.5]])}", { landmarks: POINTS }],
    ['a numpy array by print', '[[1.  2. ]\n [3.  4.5]]', POINTS],
    ['numpy scalars', '[(np.float64(1.0), np.float64(2.0)), (np.float32(3), 4.5)]', POINTS],
    ['CSV', '1,2\n3,4.5\n', POINTS],
    ['CSV with a header', 'x,y\n1,2\n3,4.5', POINTS],
    ['CSV with depth', 'x,y,z\n1,2,9\n3,4.5,9', [[1, 2, 9], [3, 4.5, 9]]],
    ['CSV with its columns in another order', 'name,Y,X\neye,2,1\nnose,4.5,3', POINTS],
    ['CSV with an index from 0', '0,1,2\n1,3,4.5', POINTS],
    ['CSV with an index from 1 and depth', '1,1,2,9\n2,3,4.5,9', [[1, 2, 9], [3, 4.5, 9]]],
    ['CSV with a header over an index', 'index,x,y\n0,1,2\n1,3,4.5', POINTS],
    ['CSV with depth and no header', '10,2,7\n3,4.5,7', [[10, 2, 7], [3, 4.5, 7]]],
    ['CSV with quotes and line ends of Windows', '"x","y"\r\n"1","2"\r\n"3","4.5"\r\n', POINTS],
    ['semicolons', '1;2\n3;4.5', POINTS],
    ['tabs', '1\t2\n3\t4.5', POINTS],
    ['blanks, and lines that begin with #', '# x y\n1   2\n3 4.5', POINTS],
    ['OpenFace', 'frame, face_id, x_0, x_1, y_0, y_1\n1, 0, 1, 3, 2, 4.5', POINTS],
  ])('%s', (_, text, expected) => {
    expect(parseLandmarks(text)).toEqual(expected);
  });

  test('.pts counts from the centre of the first pixel as (1, 1); its outer corner is our (0, 0)', () => {
    expect(parseLandmarks('version: 1\nn_points: 2\n{\n1.0 1.0\n0.5 100.25\n}\n')).toEqual([[0.5, 0.5], [0, 99.75]]);
  });
});

test('no key of a Python dict changes an object', () => {
  const value = parseLandmarks("{'__proto__': {'polluted': True}}") as object;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

describe('whatever the numbers', () => {
  const points = fc.array(fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: -1e6, max: 1e6, noNaN: true })), { minLength: 2, maxLength: 30 });
  const zeroless = points.map((list) => list.map((pair) => pair.map((value) => value + 0))); // JSON has no -0

  test('a Python literal gives the values that JSON gives', () => {
    fc.assert(
      fc.property(zeroless, (list) => {
        const python = `{'landmarks': (${list.map(([x, y]) => `(${x}, ${y})`).join(',\n ')},)}`;
        expect(parseLandmarks(python)).toEqual({ landmarks: list });
      }),
    );
  });

  test('text of any kind gives a value or a SyntaxError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'[](){}\'",:. 12aT=#\n'.split('')) })), (text) => {
        try {
          parseLandmarks(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
