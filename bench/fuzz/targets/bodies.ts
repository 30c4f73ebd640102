import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { FrontalError } from '../../../src/contract/errors.ts';
import { parseFormBody } from '../../../src/http/body/form-body.ts';
import { parseJsonBody } from '../../../src/http/body/json-body.ts';
import { readSubmission } from '../../../src/http/input/request.ts';
import { SUBMISSION_ID } from '../../../src/contract/submission-id.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../../src/imaging/header.ts';
import { changedBytes } from '../changed-bytes.ts';
import type { Target } from '../target.ts';

const isRefusal = (error: unknown) => error instanceof FrontalError && error.code !== 'internal';
const read = (name: string) => readFileSync(`fixtures/synth-plain/${name}`);
const [portrait, labelMap, landmarks] = [read('portrait.png'), read('map.png'), read('landmarks.json').toString()];

const someOptions = '{"style":{"stroke":"#ff8800","dash":"6 4","regions":{"10":{"fill":"teal"}}},"contours":{"detail":{"tolerance_px":1.5}}}';
const json = Buffer.from(`{"image":"${portrait.subarray(0, 90).toString('base64')}","segmentation_map":"","landmarks":[[1,2],[3.5e1,4]],"options":${someOptions}}`);

export const jsonReader: Target<Buffer> = {
  name: 'body of JSON',
  inputs: changedBytes(fc.oneof(fc.constant(json), fc.json({ maxDepth: 5 }).map((text) => Buffer.from(text)))),
  read: (bytes) => ok(!Array.isArray(parseJsonBody(bytes))),
  isRefusal,
};

const BOUNDARY = 'frontal';
const part = (headers: string, body: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${body}\r\n`;
const form = Buffer.from(
  `${part('name="image"; filename="a.png"\r\nContent-Type: image/png', '\x89PNG\r\n')}${part('name=landmarks', '[[1,2],[3,4]]')}${part('name="options"', someOptions)}--${BOUNDARY}--\r\n`,
);

export const formReader: Target<[body: Buffer, boundary: string]> = {
  name: 'body of a form',
  inputs: fc.tuple(changedBytes(fc.constant(form)), fc.constantFrom(BOUNDARY, BOUNDARY, BOUNDARY, '-', '""', 'a b', 'é', '')),
  read([body, boundary]) {
    const fields = parseFormBody(body, `multipart/form-data; boundary=${boundary}`);
    ok(Object.keys(fields).length <= 72);
    deepStrictEqual(Object.getPrototypeOf(fields), Object.prototype);
  },
  isRefusal,
};

const limits = { maxBytes: 300_000, maxPixels: 500_000 };
const checks = { headers: { checkPortraitHeader, checkLabelMapHeader }, limits: { portrait: limits, labelMap: limits }, checkWebhook: () => {}, retentionMs: 1_000 };
const good = {
  image: portrait.toString('base64'),
  segmentation_map: labelMap.toString('base64'),
  landmarks: JSON.parse(landmarks) as unknown,
  options: JSON.parse(someOptions) as unknown,
};
const value = fc.jsonValue({ maxDepth: 5 });
const field = <T>(right: T) => fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>(right) }, value);

export const submissionReader: Target<Record<string, unknown>> = {
  name: 'submission',
  inputs: fc.record(
    {
      image: field(good.image),
      segmentation_map: field(good.segmentation_map),
      landmarks: field(good.landmarks),
      options: fc.oneof(field(good.options), fc.record({ style: fc.object(), labels: fc.object(), contours: fc.object() }, { requiredKeys: [] })),
      other: value,
    },
    { requiredKeys: ['image', 'segmentation_map', 'landmarks'] },
  ),
  async read(body) {
    const { id, landmarks: points } = await readSubmission(body, checks, null);
    ok(SUBMISSION_ID.test(id));
    ok(JSON.parse(Buffer.from(points.bytes).toString()) instanceof Array);
  },
  isRefusal,
};
