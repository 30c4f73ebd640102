import { expect, test } from 'vitest';
import { retryAfterMs } from '../../src/webhooks/retry-after.ts';

const NOW = new Date('2026-11-22T21:00:00Z');

test.each([undefined, '', 'soon', '-1', '1.5', '1e3', '2026-11-22', '99999999999', 'Someday, 1'])('%s asks for nothing', (value) => {
  expect(retryAfterMs(value, NOW)).toBeNull();
});

test.each([
  ['0', 0],
  [' 120 ', 120_000],
  ['Sun, 22 Nov 2026 21:01:00 GMT', 60_000],
  ['Sun, 22 Nov 2026 20:00:00 GMT', 0],
])('%s', (value, ms) => {
  expect(retryAfterMs(value, NOW)).toBe(ms);
});
