import { expect, test } from 'vitest';
import { needsDelivery } from '../../../src/submissions/delivery/needs-delivery.ts';

test.each([
  ['nobody is named', { webhook: false, before: null }, false, false],
  ['nobody is named, in a later try', { webhook: false, before: 'done' }, true, false],
  ['nothing was there to end', { webhook: false, before: 'unknown' }, true, false],
  ['someone else cancelled it', { webhook: true, before: 'cancelled' }, false, false],
  ['this try ended it', { webhook: true, before: null }, false, true],
  ['an earlier try of it did', { webhook: true, before: 'failed' }, true, true],
  ['it was done before, whoever did that', { webhook: true, before: 'done' }, false, true],
] as const)('%s', (_what, ended, isRetry, told) => {
  expect(needsDelivery(ended, isRetry)).toBe(told);
});
