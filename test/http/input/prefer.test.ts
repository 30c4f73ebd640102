import { describe, expect, it } from 'vitest';
import { preferredWaitSeconds } from '../../../src/http/input/prefer.ts';

describe('Prefer: wait', () => {
  it.each(['', 'wait', 'wait=', 'wait=-1', 'wait=1.5', 'wait=abc', 'wait=1e3', 'waiting=5', 'respond-async', 'wait=99999999999', ',;=,'])(
    'ignores %j',
    (prefer) => {
      expect(preferredWaitSeconds(prefer)).toBe(0);
    },
  );

  it.each([
    ['wait=10', 10],
    ['Wait = 10', 10],
    ['wait="10"', 10],
    ['respond-async, wait=7', 7],
    ['wait=5; foo=bar, handling=lenient', 5],
    ['wait=0', 0],
    ['wait=3600', 60],
    ['wait=3, wait=9', 3],
  ])('understands %j', (prefer, seconds) => {
    expect(preferredWaitSeconds(prefer)).toBe(seconds);
  });
});
