import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWithin } from '../../../src/http/input/measure-json.ts';
import { readOptionsField } from '../../../src/http/input/options-field.ts';

it('is roughly the length of the JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const length = JSON.stringify(value).length;
      expect(isWithin(value, 3 * length + 4)).toBe(true);
      expect(isWithin(value, Math.floor(length / 12) - 1)).toBe(false);
    }),
  );
});

it.each<[string, unknown]>([
  ['keys', Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, 1]))],
  ['texts', Array.from({ length: 200_000 }, () => '')],
  ['one text', 'a'.repeat(1_000_000)],
  ['one key', { ['k'.repeat(1_000_000)]: 1 }],
])('looks at no more than it has to of a value of many %s', (_what, value) => {
  let looks = 0;
  const counted = (inner: unknown): unknown =>
    typeof inner === 'object' && inner !== null
      ? new Proxy(inner, { get: (target, key) => ((looks += 1), counted(Reflect.get(target, key))) })
      : inner;
  expect(isWithin(counted({ a: value }), 8_192)).toBe(false);
  expect(looks).toBeLessThan(8_192);
});

it.each([
  ['unknown keys', Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`k${i}`, 1]))],
  ['styles', { style: { regions: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [i + 1, {}])) } }],
  ['merges', { labels: { merge: Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`m${i}`, [i]])) } }],
  ['labels', { labels: { exclude: Array.from({ length: 400_000 }, () => 1) } }],
  ['one long text', { style: { stroke: 'a'.repeat(10_000_000) } }],
])('options of many %s are refused as one fault, unread', (_what, options) => {
  expect(readOptionsField(options)).toMatchObject({ ok: false, faults: [{ pointer: '/options', code: 'invalid_option' }] });
});

it('a key is named, and not repeated at any length', () => {
  const read = readOptionsField({ ['~'.repeat(20_000)]: 1 });
  expect(read).toMatchObject({ ok: false, faults: [{ pointer: `/options/${'~0'.repeat(200)}…` }] });
});
