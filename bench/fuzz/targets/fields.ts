import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { FrontalError } from '../../../src/contract/errors.ts';
import { alignFace, GeometryError, placeFaces } from '../../../src/geometry/index.ts';
import { decodeBase64 } from '../../../src/http/input/base64.ts';
import { namesTag } from '../../../src/http/input/entity-tag.ts';
import { readCursor } from '../../../src/http/list/cursor.ts';
import { readOptionsField } from '../../../src/http/input/options-field.ts';
import { MAX_WAIT_SECONDS } from '../../../src/contract/answers.ts';
import { preferredWaitSeconds } from '../../../src/http/input/prefer.ts';
import { readFaces } from '../../../src/landmarks/faces/read-faces.ts';
import { parseLandmarksText } from '../../../src/landmarks/files/read-file.ts';
import { changedText } from '../changed-bytes.ts';
import type { Target } from '../target.ts';

const shipped = JSON.parse(readFileSync('fixtures/synth-plain/landmarks.json', 'utf8')) as { x: number; y: number }[];
const unit = fc.constantFrom('A', '/', '+', '=', '\n', '\r', ' ', '-', '_', 'é', '\0', '\ud800', 'data:', ';base64,');

export const base64Reader: Target<string> = {
  name: 'base64',
  inputs: fc.oneof(
    fc.base64String(),
    changedText(fc.uint8Array().map((bytes) => `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`)),
    fc.array(unit).map((units) => units.join('')),
  ),
  read(text) {
    const bytes = decodeBase64(text);
    if (bytes !== null) ok(text.replaceAll(/[\r\n]/g, '').endsWith(bytes.toString('base64')));
  },
  isRefusal: () => false,
};

const PORTRAIT = { width: 360, height: 440 };

const number = fc.oneof(fc.double(), fc.integer({ min: -500, max: 500 }), fc.constantFrom(Number.MAX_VALUE, -0, 5e-324, 360, 440));
const point = fc.oneof(fc.record({ x: number, y: number }), fc.array(number, { maxLength: 4 }));
const moved = fc
  .tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), fc.integer({ min: 0, max: 2000 }), fc.jsonValue())
  .map(([scale, turn, at, other]) => {
    const points: unknown[] = shipped.map(({ x, y }) => [180 + scale * (x - 180) + turn * (y - 220), 220 + scale * (y - 220) - turn * (x - 180)]);
    if (at < points.length) points[at] = other;
    return points;
  });

export const landmarksReader: Target<unknown> = {
  name: 'landmarks',
  inputs: fc.oneof(
    fc.jsonValue({ maxDepth: 6 }),
    moved,
    fc.tuple(fc.constantFrom(2, 5, 68, 98, 106, 133, 468, 478), point).chain(([count, first]) => {
      return fc.array(point, { minLength: count - 1, maxLength: count - 1 }).map((points) => [first, ...points]);
    }),
  ),
  read(value) {
    for (const points of placeFaces(readFaces(value), PORTRAIT).faces) {
      const { matrix, uprightSize } = alignFace(points, PORTRAIT, { method: 'auto', schema: null, canvas: 'expand', margin: 0.2 });
      ok([...matrix, uprightSize.width, uprightSize.height].every(Number.isFinite));
    }
  },
  isRefusal: (error) => error instanceof GeometryError,
};

const group = fc.dictionary(fc.constantFrom('method', 'schema', 'canvas', 'include', 'merge', 'detail', 'smoothing', 'stroke', 'dash', 'regions', 'theme', '__proto__', 'url'), fc.jsonValue({ maxDepth: 3 }));
const someOptions = fc.dictionary(fc.constantFrom('alignment', 'labels', 'contours', 'style', 'zones', 'measures', 'delay_ms', 'webhook', '__proto__', 'constructor'), fc.oneof(group, fc.jsonValue()));

export const optionsReader: Target<unknown> = {
  name: 'options',
  inputs: fc.oneof(fc.jsonValue(), someOptions),
  read(value) {
    const field = readOptionsField(value);
    if (field.ok) ok(JSON.stringify(field.value).length <= 8 * 1024);
    else ok(field.faults.length > 0 && field.faults.every(({ pointer, code }) => pointer.startsWith('/options') && code === 'invalid_option'));
  },
  isRefusal: () => false,
};

const header = changedText(fc.constantFrom('wait=10', 'respond-async, wait=5; x=1', 'W/"abc", "def"', '*', 'wait="60"', `1795385115377818-${'a'.repeat(51)}q`));

export const headersReader: Target<string> = {
  name: 'headers and cursors',
  inputs: fc.oneof(header, fc.string({ unit: 'binary' }), fc.base64String()),
  read(text) {
    const seconds = preferredWaitSeconds(text);
    ok(Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_WAIT_SECONDS);
    deepStrictEqual(typeof namesTag(text, '"def"'), 'boolean');
    readCursor(text);
  },
  isRefusal: (error) => error instanceof FrontalError && error.code === 'invalid_request',
};

export const landmarkFileReader: Target<string> = {
  name: 'files of landmarks',
  inputs: changedText(
    fc.constantFrom(
      "{'landmarks': [[1, 2.5], [-3e1, 4]], 'ok': True, 'no': None}",
      'version: 1\nn_points: 2\n{\n1 2\n3 4\n}\n',
      'x,y\n1,2\n3;4\n',
      '[{"x": 1, "y": 2}]',
      'array([[1., 2.], [3., 4.]], dtype=float32)',
      '[NormalizedLandmark(x=0.5, y=0.57, z=-0.02), NormalizedLandmark(x=0.5, y=0.53, z=-0.04)]',
      'landmark {\n  x: 0.5\n  y: 0.57\n}\nlandmark {\n  x: 0.1\n}\n',
      "<image file='p.jpg'><box top='1'><part name='00' x='200' y='223'/><part name='01' x='1' y='2'/></box></image>",
      '2\n1,5 2,5\n3,5 4,5\n',
    ),
  ),
  read: (text) => void parseLandmarksText(text),
  isRefusal: (error) => error instanceof SyntaxError,
};
