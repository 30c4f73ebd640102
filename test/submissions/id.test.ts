import { ENGINE_VERSION } from '../../src/contract/run.ts';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/content/canonical-json.ts';
import { digestOf } from '../../src/content/digest.ts';
import { submissionId, type SubmissionContent } from '../../src/submissions/id.ts';
import { SUBMISSION_ID } from '../../src/contract/submission-id.ts';
import { OPTIONS } from '../support/submission-input.ts';

const CONTENT: SubmissionContent = {
  portrait: digestOf(Buffer.from('portrait')),
  labelMap: digestOf(Buffer.from('map')),
  landmarks: digestOf(Buffer.from('[[1,2],[3,4]]')),
  options: OPTIONS,
  tenant: null,
};

describe('submission id', () => {
  it('is 52 characters of lower-case base32', () => {
    expect(submissionId(CONTENT)).toMatch(/^[a-z2-7]{52}$/);
    expect(submissionId(CONTENT)).toMatch(SUBMISSION_ID);
  });

  it('is the base32 of RFC 4648 of the digest of canonical JSON', () => {
    const json = JSON.stringify({
      engine: ENGINE_VERSION,
      labelMap: CONTENT.labelMap,
      landmarks: CONTENT.landmarks,
      options: JSON.parse(canonicalJson(OPTIONS)),
      portrait: CONTENT.portrait,
    });
    const bits = [...createHash('sha256').update(json).digest()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const fives = bits.padEnd(260, '0').match(/.{5}/g)!;
    const expected = fives.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)]).join('');
    expect(submissionId(CONTENT)).toBe(expected);
  });

  it('does not depend on the order in which options were written', () => {
    expect(submissionId({ ...CONTENT, options: reversedKeys(OPTIONS) as typeof OPTIONS })).toBe(submissionId(CONTENT));
  });

  it.each([
    ['portrait', { ...CONTENT, portrait: digestOf(Buffer.from('another')) }],
    ['label map', { ...CONTENT, labelMap: digestOf(Buffer.from('another')) }],
    ['landmarks', { ...CONTENT, landmarks: digestOf(Buffer.from('another')) }],
    ['portrait and map swapped', { ...CONTENT, portrait: CONTENT.labelMap, labelMap: CONTENT.portrait }],
    ['tenant', { ...CONTENT, tenant: 'clinic' }],
    ['one option', { ...CONTENT, options: { ...OPTIONS, alignment: { ...OPTIONS.alignment, method: 'eyes' as const } } }],
  ])('changes with the %s', (_what, other) => {
    expect(submissionId(other)).not.toBe(submissionId(CONTENT));
  });
});

describe('canonical JSON', () => {
  it('is the same for any order of keys, and parses to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(reversedKeys(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson({ b: [2, 1], a: null })).toBe('{"a":null,"b":[2,1]}');
  });
});

function reversedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversedKeys(inner)]),
  );
}
