import { expect, test } from 'vitest';
import { RETRY_PAUSES_MS } from '../../src/webhooks/schedule.ts';

test("the schedule is the standard's: ten tries, the last after 75 h 35 min 5 s", () => {
  expect(RETRY_PAUSES_MS).toHaveLength(9);
  expect(RETRY_PAUSES_MS.reduce((sum, pause) => sum + pause)).toBe((75 * 3600 + 35 * 60 + 5) * 1000);
  expect(RETRY_PAUSES_MS.toSorted((a, b) => a - b)).toEqual(RETRY_PAUSES_MS);
});
