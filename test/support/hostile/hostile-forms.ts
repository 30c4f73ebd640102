import { GOOD, type HostileBody } from './hostile-body.ts';

const BOUNDARY = 'frontal-boundary';
const MIB = 2 ** 20;

interface Part {
  readonly headers: string;
  readonly body: string | Uint8Array;
}

const disposition = (name: string, more = '') => `Content-Disposition: form-data; name="${name}"${more}`;
const file = (name: string, body: string | Uint8Array, filename = 'f'): Part => ({ headers: disposition(name, `; filename="${filename}"`), body });
const text = (name: string, body: string): Part => ({ headers: disposition(name), body });
const LANDMARKS = text('landmarks', JSON.stringify(GOOD.landmarks));
const PICTURES = [file('image', GOOD.portrait), file('segmentation_map', GOOD.labelMap)];
const GOOD_PARTS = [...PICTURES, LANDMARKS];

function form(parts: readonly Part[], { boundary = BOUNDARY, end = `--${BOUNDARY}--\r\n`, newLine = '\r\n' } = {}): Buffer {
  const written = parts.flatMap(({ headers, body }) => [
    Buffer.from(`--${boundary}${newLine}${headers}${newLine}${newLine}`),
    Buffer.from(body),
    Buffer.from(newLine),
  ]);
  return Buffer.concat([...written, Buffer.from(end)]);
}

function hostile(name: string, code: HostileBody['code'], body: () => Buffer, boundary = BOUNDARY): HostileBody {
  return { name: `form: ${name}`, code, body, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}

const request = (name: string, body: () => Buffer, boundary?: string) => hostile(name, 'invalid_request', body, boundary);

export const HOSTILE_FORMS: readonly HostileBody[] = [
  request('empty', () => Buffer.alloc(0)),
  request('JSON', () => Buffer.from('{}')),
  request('another boundary than it says', () => form(GOOD_PARTS), 'other'),
  request('an empty boundary', () => form(GOOD_PARTS), '""'),
  request('a boundary of ten thousand characters', () => form(GOOD_PARTS), 'b'.repeat(10_000)),
  request('a boundary of signs', () => form(GOOD_PARTS), '".*+?^${}()|[]"'),
  request('no end', () => form(GOOD_PARTS, { end: '' })),
  request('cut in its middle', () => Buffer.from(form(GOOD_PARTS).subarray(0, 4_000))),
  request('cut inside the headers of a part', () => Buffer.from(`--${BOUNDARY}\r\nContent-Dispo`)),
  request('lines that end otherwise', () => form(GOOD_PARTS, { newLine: '\n' })),
  request('a part without headers', () => form([{ headers: '', body: 'x' }])),
  request('a part without a name', () => form([{ headers: 'Content-Disposition: form-data', body: 'x' }])),
  request('a part that is an attachment', () => form([{ headers: 'Content-Disposition: attachment; name="image"', body: 'x' }])),
  request('a part of which a header has ten megabytes', () => form([{ headers: `${disposition('image')}\r\nX-A: ${'a'.repeat(10 * MIB)}`, body: 'x' }, ...GOOD_PARTS])),
  request('a part with ten thousand headers', () => form([{ headers: [disposition('image'), ...Array.from({ length: 10_000 }, (_, i) => `X-${i}: 1`)].join('\r\n'), body: 'x' }, ...GOOD_PARTS])),
  request('a name of ten megabytes', () => form([...GOOD_PARTS, text('n'.repeat(10 * MIB), 'x')])),
  request('a name without an end', () => Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${'a'.repeat(MIB)}\r\n\r\nx\r\n--${BOUNDARY}--\r\n`)),
  request('a name by a script', () => form([...GOOD_PARTS, text('<script>alert(1)</script>', 'x')])),
  request('a name by a prototype', () => form([...GOOD_PARTS, text('__proto__', '{"image":1}')])),
  request('a picture twice', () => form([...GOOD_PARTS, file('image', GOOD.portrait)])),
  request('options twice', () => form([...GOOD_PARTS, text('options', '{}'), text('options', '{}')])),
  request('a thousand parts', () => form(Array.from({ length: 1_000 }, (_, i) => text(`p${i}`, '')))),
  request('a million parts', () => Buffer.from(`${`--${BOUNDARY}\r\n${disposition('a')}\r\n\r\n\r\n`.repeat(MIB / 2)}--${BOUNDARY}--\r\n`)),
  request('a form in a form', () => form([{ headers: `${disposition('image')}\r\nContent-Type: multipart/mixed; boundary=inner`, body: '--inner\r\n\r\nx\r\n--inner--' }, { headers: '--', body: '' }])),
  request('boundaries and nothing else', () => Buffer.from(`--${BOUNDARY}\r\n`.repeat(MIB / 8))),
  request('hyphens and nothing else', () => Buffer.alloc(8 * MIB, '-')),
  hostile('a portrait that is a script', 'invalid_image', () => form([file('image', '<script>alert(1)</script>', '<script>.svg'), PICTURES[1]!, LANDMARKS])),
  hostile('a portrait that is a path', 'invalid_image', () => form([file('image', 'x', '../../../../etc/passwd'), PICTURES[1]!, LANDMARKS])),
  hostile('a portrait in text', 'invalid_image', () => form([text('image', GOOD.portrait.toString('latin1')), PICTURES[1]!, LANDMARKS])),
  hostile('an empty portrait', 'invalid_image', () => form([file('image', ''), PICTURES[1]!, LANDMARKS])),
  // An empty part is an absent one: the map is looked for, in a portrait whose face is drawn.
  hostile('an empty map', 'landmarks_do_not_match_map', () => form([PICTURES[0]!, file('segmentation_map', ''), LANDMARKS])),
  hostile('landmarks that are a picture', 'invalid_landmarks', () => form([...PICTURES, file('landmarks', GOOD.portrait)])),
  hostile('landmarks that are nested deep', 'invalid_landmarks', () => form([...PICTURES, text('landmarks', '['.repeat(100_000) + ']'.repeat(100_000))])),
  hostile('landmarks of 16 MB of empty lists', 'invalid_landmarks', () => form([...PICTURES, text('landmarks', `[${'[],'.repeat(16 * MIB / 3)}[]]`)])),
  hostile('landmarks with NaN', 'invalid_landmarks', () => form([...PICTURES, text('landmarks', '[[NaN,NaN],[1,1]]')])),
  hostile('options that are no JSON', 'invalid_option', () => form([...GOOD_PARTS, text('options', '{style:red}')])),
  hostile('options in UTF-16', 'invalid_option', () => form([...GOOD_PARTS, file('options', Buffer.from('\ufeff{}', 'utf16le'))])),
  hostile('a compressed form', 'unsupported_media_type', () => form(GOOD_PARTS)),
].map((body) => (body.code === 'unsupported_media_type' ? { ...body, headers: { ...body.headers, 'content-encoding': 'br' } } : body));
