import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBounded } from '../../../src/http/body/json-bounds.ts';

const bounded = (json: string, most: number) => isBounded(Buffer.from(json), most);

test.each([
  ['[1,2]', 5],
  ['"abcdefgh"', 2],
  ['["a\\"b,,,,,"]', 4],
  ['["a\\\\",1]', 6],
  ['{"a":"\\\\\\""}', 7],
  ['"never ended', 2],
  ['"ends in \\', 2],
  ['', 0],
])('%j has %i bytes beside its texts', (json, bare) => {
  expect(bounded(json, bare)).toBe(true);
  if (bare > 2) expect(bounded(`${json} `, bare)).toBe(false);
});

test('whatever a JSON value holds, its texts are not counted and all else is', () => {
  const count = (value: unknown): number => {
    if (typeof value === 'string') return 2;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value).length;
    const members = Object.entries(value);
    const names = Array.isArray(value) ? 0 : 3 * members.length;
    return 2 + Math.max(0, members.length - 1) + names + members.reduce((sum, [, member]) => sum + count(member), 0);
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const json = JSON.stringify([value]);
      const bare = count([value]);
      expect(bounded(json, bare)).toBe(true);
      expect(bounded(json, bare - 1)).toBe(false);
    }),
  );
});
