import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { parseApiKeys, tenantOf } from '../../src/settings/api-keys.ts';
import { ERRORS, type ErrorCode } from '../../src/contract/errors.ts';
import type { ApiDependencies } from '../../src/http/dependencies.ts';
import { encodePng } from '../support/png.ts';
import { LIMITS, serve, useApi, type TestApi } from './support/api.ts';
import { fixture, PLAIN } from './support/bodies.ts';
import { json, problem, sendRaw, status, STATUS, submit, submitted } from './support/calls.ts';

const api = useApi();
const UNKNOWN = `${'a'.repeat(51)}q`;
const OPEN = { tenantOf: null, requestsPerMinute: null, corsOrigins: [] };
const LANDMARKS = /^Invalid or missing facial landmarks\.$/;

const others: TestApi[] = [];
afterEach(async () => {
  for (const other of others.splice(0)) await other.close();
});

/** The URL of an app that differs from that of the other tests. */
async function differing(changes: Partial<ApiDependencies>): Promise<string> {
  const other = await serve({ ...api().deps, registry: new Registry(), ...changes });
  others.push(other);
  return other.url;
}

const send = (changes: object) => () => submit(api().url, { ...PLAIN, ...changes });
const validate = (changes: object) => () => {
  return fetch(`${api().url}/api/v1/validate`, { method: 'POST', body: JSON.stringify({ ...PLAIN, ...changes }), headers: { 'content-type': 'application/json' } });
};
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const gray = (labels: ArrayLike<number>, width: number) => base64(encodePng(width, labels.length / width, labels, { colourType: 0, bitDepth: 16 }));

/** The errors of the contract, in its order: what provokes them, the code, and what the detail has to say. */
const CASES: readonly [what: string, code: ErrorCode, detail: RegExp, provoke: () => Promise<Response>][] = [
  ['landmarks that are null', 'invalid_landmarks', LANDMARKS, send({ landmarks: null })],
  ['no landmarks', 'invalid_landmarks', LANDMARKS, send({ landmarks: [] })],
  ['landmarks that are no numbers', 'invalid_landmarks', LANDMARKS, send({ landmarks: [['a', 'b'], ['c', 'd']] })],
  ['one landmark', 'invalid_landmarks', LANDMARKS, send({ landmarks: [[1, 2]] })],
  ['coincident landmarks', 'invalid_landmarks', LANDMARKS, send({ landmarks: [[1, 2], [1, 2]] })],
  ['landmarks outside the portrait', 'invalid_landmarks', LANDMARKS, send({ landmarks: [[1, 2], [1, 2000]] })],
  ['a count of landmarks that fits no schema', 'unknown_landmark_schema', /^\/landmarks: .*77/, send({ landmarks: PLAIN.landmarks.slice(0, 77) })],
  ['a label map without a face', 'NoFace', /nothing but background/, validate({ segmentation_map: gray(new Uint16Array(64), 8) })],
  ['landmarks of another face', 'landmarks_do_not_match_map', /landmarks lie elsewhere/, validate({ landmarks: PLAIN.landmarks.map(({ x, y }) => [x / 20, y / 20]) })],
  ['a portrait without a face, and without landmarks', 'no_face_found', /^No face was found in the portrait\./, validate({ image: gray(new Uint16Array(4096), 64), segmentation_map: 'auto', landmarks: 'auto' })],
  ['a portrait that is not base64', 'invalid_image', /^\/image: .*base64/, send({ image: '<svg/>' })],
  ['a portrait that is no image', 'invalid_image', /^\/image: .*not a PNG, JPEG, WebP, AVIF, TIFF or GIF/, send({ image: btoa('hello') })],
  ['an empty portrait', 'invalid_image', /^\/image: .*empty/, send({ image: '' })],
  ['a portrait that is cut short', 'invalid_image', /cut short/, validate({ image: base64(fixture('synth-plain/portrait.png').subarray(0, 5_000)) })],
  ['a label map that is not base64', 'invalid_segmentation_map', /^\/segmentation_map: .*base64/, send({ segmentation_map: '%' })],
  ['a label map that is cut short', 'invalid_segmentation_map', /cut short|truncated/, validate({ segmentation_map: base64(fixture('synth-plain/map.png').subarray(0, 200)) })],
  ['a label map of too many labels', 'invalid_segmentation_map', /more than 256 different labels/, validate({ segmentation_map: gray(Uint16Array.from({ length: 512 }, (_, i) => i), 32) })],
  ['a label map in colours', 'invalid_segmentation_map', /options\.labels\.palette/, send({ segmentation_map: PLAIN.image })],
  ['a label map as JPEG', 'lossy_segmentation_map', /JPEG blends/, send({ segmentation_map: base64(fixture('synth-hard/portrait.jpg')) })],
  ['a portrait of too many bytes', 'too_large', /^\/image: .*bytes; at most 1000000/, send({ image: base64(Buffer.concat([fixture('synth-plain/portrait.png'), Buffer.alloc(LIMITS.portrait.maxBytes)])) })],
  ['a label map of too many pixels', 'too_large', /^\/segmentation_map: .*1001 by 1000 pixels/, send({ segmentation_map: base64(encodePng(1001, 1000, new Uint8Array(1_001_000), { colourType: 0, bitDepth: 1 })) })],
  ['a body of too many bytes', 'too_large', /larger than 2000000 bytes/, () => sendRaw(api().url, ' '.repeat(LIMITS.bodyBytes + 1))],
  ['a body that is no JSON', 'invalid_json', /not valid JSON/, () => sendRaw(api().url, '{')],
  ['a body that is no object', 'invalid_request', /JSON object/, () => sendRaw(api().url, '[]')],
  ['a body of another type', 'unsupported_media_type', /application\/json or multipart\/form-data/, () => sendRaw(api().url, '{}', { 'content-type': 'text/plain' })],
  ['an unknown option', 'invalid_option', /^\/options\/colour: There is no such option/, send({ options: { colour: 'red' } })],
  ['an option out of range', 'invalid_option', /^\/options\/contours\/smoothing: /, send({ options: { contours: { smoothing: 2 } } })],
  ['an unknown id', 'not_found', /no submission with this id/, () => status(api().url, UNKNOWN)],
  ['an unknown route', 'not_found', /no such route/, () => fetch(`${api().url}/api/v1/nowhere`)],
  ['a method that the route does not take', 'method_not_allowed', /takes GET, HEAD/, () => fetch(`${api().url}${STATUS}/${UNKNOWN}`, { method: 'PUT' })],
  [
    'an erased id', 'gone', /deleted, with everything/,
    async () => {
      const id = await submitted(api().url, PLAIN);
      await api().database.submissions.erase(id, 'deleted');
      return status(api().url, id);
    },
  ],
  [
    'an expired id', 'gone', /kept as long as/,
    async () => {
      const id = await submitted(api().url, PLAIN);
      await api().database.submissions.erase(id, 'expired');
      return status(api().url, id);
    },
  ],
  ...(['a missing key', 'a wrong key'] as const).map((what): (typeof CASES)[number] => [
    what, 'unauthorized', /API key/,
    async () => {
      const keys = parseApiKeys('clinic:clinic-key')!;
      const url = await differing({ access: { ...OPEN, tenantOf: (key) => tenantOf(keys, key) } });
      return submit(url, PLAIN, what === 'a wrong key' ? { authorization: 'Bearer other-key' } : {});
    },
  ]),
  ['a page elsewhere', 'foreign_request', /from a page of another origin/, () => status(api().url, UNKNOWN, { origin: 'https://elsewhere.example' })],
  [
    'too many requests', 'rate_limited', /No more than 1 requests/,
    async () => {
      const url = await differing({ access: { ...OPEN, requestsPerMinute: 1 } });
      expect((await status(url, UNKNOWN)).status).toBe(404);
      return status(url, UNKNOWN);
    },
  ],
  [
    'a full backlog', 'busy', /^1 submissions may wait for their end at once/,
    async () => {
      const url = await differing({ maxPending: 1 });
      await submitted(url, PLAIN);
      return submit(url, { ...PLAIN, options: { measures: true } });
    },
  ],
  [
    'Temporal away', 'unavailable', /Temporal cannot be reached/,
    () => {
      api().runs.away = true;
      return submit(api().url, PLAIN);
    },
  ],
  [
    'what nobody foresaw', 'internal', /^The fault is logged under the X-Request-Id of this answer\.$/,
    async () => {
      const url = await differing({ inspect: () => Promise.reject(new Error('secret')) });
      return fetch(`${url}/api/v1/validate`, { method: 'POST', body: JSON.stringify(PLAIN), headers: { 'content-type': 'application/json' } });
    },
  ],
];

describe('every error of the contract, as a client reads it', () => {
  it.each(CASES)('%s: %s', async (_what, code, detail, provoke) => {
    const response = await provoke();
    const told = await problem(response);
    expect(told).toMatchObject({ status: ERRORS[code].status, code, title: ERRORS[code].title });
    expect(told.detail).toMatch(detail);
    for (const fault of told.errors) expect(Object.keys(fault).toSorted()).toEqual(['code', 'detail', 'pointer']);
    expect(response.headers.has('retry-after')).toBe([429, 503].includes(response.status));
    expect(response.headers.has('www-authenticate')).toBe(response.status === 401);
    expect(response.headers.has('allow')).toBe(response.status === 405);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-request-id')).toMatch(/./);
  });

  it.each(['terminated', 'timed_out'] as const)('a run that was %s', async (code) => {
    const id = await submitted(api().url, PLAIN);
    const failure = { code, detail: `The run was ${code}.`, step: null };
    api().runs.states.set(id, { kind: 'failed', runId: 'run-1', failure });
    expect(await json(await status(api().url, id))).toMatchObject({ id, status: 'failed', error: failure });
  });

  it('leaves none of the catalogue out', () => {
    const shown = new Set<string>([...CASES.map(([, code]) => code), 'terminated', 'timed_out']);
    expect(Object.keys(ERRORS).filter((code) => !shown.has(code))).toEqual([]);
  });
});
