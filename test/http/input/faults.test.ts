import { describe, expect, it } from 'vitest';
import { refuseUnknown } from '../../../src/http/input/faults.ts';

describe('what a route does not know', () => {
  it('is refused by name, twenty at most', () => {
    const names = Array.from({ length: 30 }, (_, index) => `more ${index}`);
    const refused = refuseUnknown(['a/b', ...names], 'invalid_option', 'option');
    expect(refused.ok ? [] : refused.faults).toEqual([
      { pointer: '/a~1b', code: 'invalid_option', detail: 'There is no such option.' },
      ...names.slice(0, 19).map((name) => ({ pointer: `/${name}`, code: 'invalid_option', detail: 'There is no such option.' })),
    ]);
  });

  it('has nothing to be refused where there is nothing', () => {
    expect(refuseUnknown([], 'invalid_request', 'field')).toEqual({ ok: true, value: null });
  });
});
