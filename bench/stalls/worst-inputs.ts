import { manyChunks, noisePng, storedPng } from './worst-pictures.ts';

/** What one caller may send, at its worst: within the limits, or refused for what it says. */
export interface WorstInput {
  readonly name: string;
  readonly type: string;
  readonly body: () => Buffer;
  /** The path where it is not that of a submit. */
  readonly path?: string;
}

const MIB = 2 ** 20;
/** Of the largest body that is taken with the limits as they are: see src/processes/api.ts. */
const BODY_BYTES = 68 * MIB;
const PORTRAIT_BYTES = 32 * MIB;
const MAP_BYTES = 16 * MIB;
/** Bytes of JSON that are taken outside of texts. */
const BARE_BYTES = MIB;

const LANDMARKS = '[[1200,1400],[2800,1450],[2000,2300],[1400,3100],[2600,3150]]';
const SMALL_LANDMARKS = '[[16,18],[32,20],[24,27],[18,35],[30,36]]';
const face = (scale: number) => (x: number, y: number) => {
  const inEllipse = (rx: number, ry: number) => ((x / scale - 24) / rx) ** 2 + ((y / scale - 26) / ry) ** 2 <= 1;
  return inEllipse(16, 21) ? 1 : inEllipse(21, 24) ? 2 : 0;
};
const small = storedPng(48, 48, face(1));
const largePortrait = () => noisePng(5700, 5700);
const largeMap = () => storedPng(4000, 4000, face(4000 / 48));
/** Parts of 25 pixels on a background: as many as a map may fall into. */
const busyMap = () => storedPng(3400, 3400, (x, y) => (x % 7 < 5 && y % 7 < 5 ? 1 + ((Math.floor(x / 7) + 3 * Math.floor(y / 7)) & 7) : 0));

const base64 = (bytes: Buffer) => bytes.toString('base64');
const json = (name: string, ...parts: (() => string)[]): WorstInput => ({
  name,
  type: 'application/json',
  body: () => Buffer.from(parts.map((part) => part()).join('')),
});
const fields = (changes: Readonly<Record<string, () => string>>) => () => {
  const own: Record<string, () => string> = {
    image: () => `"${base64(small)}"`,
    segmentation_map: () => `"${base64(small)}"`,
    landmarks: () => SMALL_LANDMARKS,
    ...changes,
  };
  return `{${Object.entries(own).map(([name, value]) => `"${name}":${value()}`).join(',')}}`;
};
/** Members of an object, as many as so many bare bytes allow. */
const members = (value: string) => () => Array.from({ length: Math.floor(BARE_BYTES / (5 + value.length)) - 100 }, (_, i) => `"${i + 1}":${value}`).join(',');
const fill = (text: string, bytes = BODY_BYTES) => () => `"${text.repeat(Math.floor(bytes / Buffer.byteLength(text)) - 100)}"`;

const BOUNDARY = 'b'.repeat(70);
const form = (name: string, parts: Readonly<Record<string, () => Buffer>>): WorstInput => ({
  name,
  type: `multipart/form-data; boundary=${BOUNDARY}`,
  body: () => {
    const written = Object.entries(parts).flatMap(([part, bytes]) => [
      Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${part}"; filename="f"\r\n\r\n`),
      bytes(),
      Buffer.from('\r\n'),
    ]);
    return Buffer.concat([...written, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  },
});
const nearDelimiter = `\r\n--${BOUNDARY.slice(1)}`;

export const WORST_INPUTS: readonly WorstInput[] = [
  json('base64 with a line break after each character', fields({ image: fill('A\\n') })),
  json('base64 of escapes alone', fields({ image: fill('\\u0041') })),
  json('a text of two bytes a character', fields({ image: fill('é') })),
  json('a text of backslashes', fields({ image: fill('\\\\') })),
  json('as many texts as are taken', fields({ landmarks: () => `[${'"",'.repeat(BARE_BYTES / 3 - 200)}""]` })),
  json('as many unknown options as are taken', fields({ options: () => `{${members('1')()}}` })),
  json('as many unknown fields as are taken', () => `{${members('1')()}}`),
  json('as many styles of regions as are taken', fields({ options: () => `{"style":{"regions":{${members('{}')()}}}}` })),
  json('as many merges as are taken', fields({ options: () => `{"labels":{"merge":{${members('[1]')()}}}}` })),
  json('as many labels to leave out as are taken', fields({ options: () => `{"labels":{"exclude":[${'1,'.repeat(BARE_BYTES / 2 - 200)}1]}}` })),
  json('as many landmarks as are taken', fields({ landmarks: () => `[${'[1,1],'.repeat(BARE_BYTES / 6 - 200)}[2,2]]` })),
  json('landmarks as deep as they may be', fields({ landmarks: () => `${'['.repeat(BARE_BYTES / 2 - 200)}${']'.repeat(BARE_BYTES / 2 - 200)}` })),
  json('an option of one long text', fields({ options: () => `{"style":{"stroke":${fill('a')()}}}` })),
  json('an unknown option of one long name', fields({ options: () => `{${fill('~')()}:1}` })),
  json('a webhook of one long URL', fields({ options: () => `{"webhook":{"url":"https://example.com/${'a'.repeat(BODY_BYTES - MIB)}"}}` })),
  json('a portrait of tiny texts', fields({ image: () => `"${base64(manyChunks(small, 'tEXt', PORTRAIT_BYTES))}"` })),
  json('a portrait of tiny unknown chunks', fields({ image: () => `"${base64(manyChunks(small, 'abCd', PORTRAIT_BYTES))}"` })),
  json('a portrait of tiny pieces of pixels', fields({ image: () => `"${base64(manyChunks(small, 'IDAT', PORTRAIT_BYTES))}"` })),
  json('a label map of tiny texts', fields({ segmentation_map: () => `"${base64(manyChunks(small, 'tEXt', MAP_BYTES))}"` })),
  json('a label map of tiny pieces of pixels', fields({ segmentation_map: () => `"${base64(manyChunks(small, 'IDAT', MAP_BYTES))}"` })),
  form('a form of almost delimiters', { image: () => Buffer.alloc(BODY_BYTES, nearDelimiter) }),
  form('a form of line breaks', { image: () => Buffer.alloc(BODY_BYTES, '\r\n') }),
  form('a form with a long text for landmarks', { image: () => small, segmentation_map: () => small, landmarks: () => Buffer.alloc(BODY_BYTES - MIB, '"a') }),
  json('the largest pictures, in base64', fields({ image: () => `"${base64(largePortrait())}"`, segmentation_map: () => `"${base64(largeMap())}"`, landmarks: () => LANDMARKS })),
  form('the largest pictures, in a form', { image: largePortrait, segmentation_map: largeMap, landmarks: () => Buffer.from(LANDMARKS) }),
  {
    ...form('the largest pictures, to be validated', { image: largePortrait, segmentation_map: largeMap, landmarks: () => Buffer.from(LANDMARKS) }),
    path: '/api/v1/validate',
  },
  form('as many parts as a map may fall into', {
    image: () => small,
    segmentation_map: busyMap,
    landmarks: () => Buffer.from(SMALL_LANDMARKS),
    options: () => Buffer.from('{"contours":{"detail":"measure"}}'),
  }),
];
