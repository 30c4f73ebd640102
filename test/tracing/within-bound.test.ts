import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withinBound } from '../../src/tracing/within-bound.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work that never ends is left when its time is over', async () => {
  let over = false;
  const bounded = withinBound(new Promise(() => {}), 3_000).then(() => (over = true));
  await vi.advanceTimersByTimeAsync(2_999);
  expect(over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(over).toBe(true);
  await bounded;
});

test.each([
  ['well', () => Promise.resolve()],
  ['badly', () => Promise.reject(new Error('away'))],
])('work that ends %s is not waited for beyond that, and leaves no timer behind', async (_, work) => {
  await withinBound(work(), 3_000);
  expect(vi.getTimerCount()).toBe(0);
});
