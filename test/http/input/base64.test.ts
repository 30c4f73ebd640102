import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../../../src/http/input/base64.ts';

describe('base64', () => {
  it.each([
    ['nothing', ''],
    ['a prefix with nothing behind it', 'data:image/png;base64,'],
    ['line breaks alone', '\r\n\r\n'],
    ['one character of four', 'A'],
    ['missing padding', 'QQ'],
    ['padding cut short', 'QQ='],
    ['padding where none belongs', 'QUJD='],
    ['padding in the middle', 'QQ==QQ=='],
    ['padding alone', '===='],
    ['both alphabets at once', 'ab-+'],
    ['a space', 'QUJD RUZH'],
    ['a tab', 'QUJD\tRUZH'],
    ['a character beyond ASCII', 'QUJDé'],
    ['a wide character whose low byte is in the alphabet', 'QUJ\u0141'],
    ['a NUL', 'QUJD\0'],
    ['bits set behind the last byte', 'QR=='],
    ['a prefix that is not base64', 'data:image/png,QUJD'],
    ['a prefix for the second time', 'data:image/png;base64,data:image/png;base64,QUJD'],
    ['a prefix behind the data', 'QUJDdata:image/png;base64,'],
    ['a prefix without an end', `data:${'a'.repeat(1000)}`],
  ])('refuses %s', (_what, text) => {
    expect(decodeBase64(text)).toBeNull();
  });

  it.each([
    ['plain', 'QUJD'],
    ['padded', 'QUI='],
    ['both special characters', '+/+/'],
    ['a data prefix', 'data:image/png;base64,QUJD'],
    ['a data prefix with a parameter, in capitals', 'DATA:image/svg+xml;charset=utf-8;BASE64,QUJD'],
    ['a data prefix without a type', 'data:;base64,QUJD'],
    ['a break at the end', 'QUJD\n'],
    ['breaks anywhere', '\r\nQU\nJ\r\n\r\nD'],
    ['a break behind the prefix', 'data:image/png;base64,\nQUJD'],
    ['a break inside the padding', 'QQ=\n='],
  ])('takes %s', (_what, text) => {
    const expected = Buffer.from(text.slice(text.indexOf(',') + 1).replace(/[\r\n]/g, ''), 'base64');
    expect(decodeBase64(text)).toEqual(expected);
  });

  it('gives back any bytes, in lines of any length, with or without a prefix', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.integer({ min: 1, max: 80 }), fc.boolean(), (bytes, width, prefixed) => {
        const lines = Buffer.from(bytes).toString('base64').match(new RegExp(`.{1,${width}}`, 'g'))!;
        const text = (prefixed ? 'data:image/jpeg;base64,' : '') + lines.join('\r\n');
        expect(decodeBase64(text)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('never takes a string with one character outside of the alphabet', () => {
    const foreign = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((c) => !/[A-Za-z0-9+/=\r\n]/.test(c));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), foreign, fc.nat(), (bytes, character, at) => {
        const text = Buffer.from(bytes).toString('base64');
        const position = at % (text.length + 1);
        expect(decodeBase64(text.slice(0, position) + character + text.slice(position))).toBeNull();
      }),
    );
  });

  it('takes forty million characters, and finds the one wrong one at their end', () => {
    const bytes = randomBytes(30_000_000);
    const text = bytes.toString('base64');
    expect(decodeBase64(text)?.equals(bytes)).toBe(true);
    expect(decodeBase64(`${text.slice(0, -1)}!`)).toBeNull();
  });
});
