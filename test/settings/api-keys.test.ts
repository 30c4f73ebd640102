import { createHash } from 'node:crypto';
import { describe, expect, it, test } from 'vitest';
import { parseApiKeys, tenantOf } from '../../src/settings/api-keys.ts';

const sha256 = (key: string) => createHash('sha256').update(key).digest('hex');

describe('a line of keys is not taken with', () => {
  it.each([
    ['a short key', 'secret'],
    ['nothing between commas', 'long-enough,,also-long-enough'],
    ['a hash that is cut short', `sha256:${'a'.repeat(63)}`],
    ['a hash with another digit', `clinic:sha256:${'g'.repeat(64)}`],
    ['a space', 'long enough'],
    ['a control character', 'long\u0000enough'],
    ['a tenant without a key', 'clinic:'],
  ])('%s', (_what, line) => {
    expect(parseApiKeys(line)).toBeNull();
  });
});

test('a key is known by its hash alone', () => {
  expect(parseApiKeys('clinic:long-enough')).toEqual([{ tenant: 'clinic', sha256: Buffer.from(sha256('long-enough'), 'hex') }]);
  expect(parseApiKeys(`clinic:sha256:${sha256('long-enough').toUpperCase()}`)).toEqual(parseApiKeys('clinic:long-enough'));
});

test('a key opens what its tenant has, and no other does', () => {
  const keys = parseApiKeys(`a:first-key, a:sha256:${sha256('second-key')},b:third-key,sha256:${sha256('fourth-key')}, fifth-key`)!;
  const tenants = ['first-key', 'second-key', 'third-key', 'fourth-key', 'fifth-key'].map((key) => tenantOf(keys, key));
  expect(tenants.slice(0, 3)).toEqual(['a', 'a', 'b']);
  expect(new Set(tenants).size).toBe(4);
  expect(tenants).not.toContain(null);
  expect(tenantOf(keys, 'sixth-key')).toBeNull();
  expect(tenantOf(keys, '')).toBeNull();
  expect(tenantOf(keys, sha256('first-key'))).toBeNull();
  expect(tenantOf([], 'first-key')).toBeNull();
});
