import { expect, test } from 'vitest';
import { isToBeTold } from '../../activities/is-to-be-told.ts';

test.each([
  ['nobody is named', { webhook: false }, false, false],
  ['nobody is named, in a later try', { webhook: false, before: true }, true, false],
  ['someone else ended it', { webhook: true, before: true }, false, false],
  ['this try ended it', { webhook: true, before: false }, false, true],
  ['an earlier try of it did', { webhook: true, before: true }, true, true],
])('%s', (_what, ended, isRetry, told) => {
  expect(isToBeTold(ended, isRetry)).toBe(told);
});
