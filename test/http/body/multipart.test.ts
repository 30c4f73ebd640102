import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FormFault, readParts } from '../../../src/http/body/multipart.ts';

const CRLF = '\r\n';
const part = (headers: string, body = 'x') => `--b${CRLF}${headers}${CRLF}${CRLF}${body}${CRLF}`;
const named = (name: string, body?: string) => part(`Content-Disposition: form-data; name=${name}`, body);
const read = (body: string | Buffer, boundary = 'b') => readParts(Buffer.from(body), boundary, 3);
const readNames = (body: string) => read(body).map(({ name }) => name);
const END = '--b--';

test.each([
  ['nothing', ''],
  ['no delimiter', 'abc'],
  ['no end', named('"a"')],
  ['another end of lines', named('"a"').replaceAll(CRLF, '\n') + END],
  ['a delimiter with more in its line', `--bb${CRLF}${CRLF}${END}`],
  ['a part without headers', `--b${CRLF}${CRLF}x${CRLF}${END}`],
  ['a part without a blank line', `--b${CRLF}Content-Disposition: form-data; name="a"${CRLF}${END}`],
  ['a header without a colon', part('Content-Disposition form-data; name="a"') + END],
  ['a part without a name', part('Content-Disposition: form-data') + END],
  ['a name that is not closed', named('"a') + END],
  ['an attachment', part('Content-Disposition: attachment; name="a"') + END],
  ['a transfer encoding', part(`Content-Disposition: form-data; name="a"${CRLF}Content-Transfer-Encoding: base64`) + END],
  ['more than 8 KiB of headers', part(`Content-Disposition: form-data; name="a"${CRLF}X: ${'x'.repeat(9000)}`) + END],
  ['a part too many', named('"a"').repeat(4) + END],
])('a form with %s is refused', (_what, body) => {
  expect(() => read(body)).toThrow(FormFault);
});

test('names come in quotes or without, with quotes and other letters in them, in headers of any case', () => {
  const body = named('"a%22b"') + named('"ж\\"c"') + part('content-disposition: FORM-DATA; filename="x; name=y"; name=z');
  expect(readNames(body + END)).toEqual(['a"b', 'ж"c', 'z']);
});

test('a form of no parts has none; before and behind it stands what nobody reads', () => {
  expect(read(END)).toEqual([]);
  expect(readNames(`preamble${CRLF}${named('"a"')}${END}${CRLF}epilogue ${named('"b"')}`)).toEqual(['a']);
});

test('any bytes come back as they were sent, whatever stands in them but the delimiter', () => {
  const bytes = fc.uint8Array({ maxLength: 64 }).map((content) => Buffer.from(content));
  const pieces = fc.constantFrom('\r\n', '--', '\r\n--', '--b', '\r\n--c', '\0', 'a').map((text) => Buffer.from(text));
  const content = fc.array(fc.oneof(bytes, pieces), { maxLength: 8 }).map((all) => Buffer.concat(all));
  fc.assert(
    fc.property(fc.array(content, { minLength: 1, maxLength: 3 }), (contents) => {
      const boundary = 'frontal';
      const written = contents.flatMap((body, i) => [
        `--${boundary}\r\nContent-Type: image/png\r\nContent-Disposition: form-data; name="f${i}"; filename="f"\r\n\r\n`, body, CRLF,
      ]);
      const parts = read(Buffer.concat([...written, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece))), boundary);
      expect(parts).toEqual(contents.map((body, i) => ({ name: `f${i}`, fileName: 'f', isFile: true, bytes: body })));
    }),
  );
});
