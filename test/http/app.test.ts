import { createConnection } from 'node:net';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SubmissionStore } from '../../src/submissions/submission.ts';
import { silentLog } from '../support/log.ts';
import { dependencies, serve, type TestApi } from './support/api.ts';
import { PLAIN } from './support/bodies.ts';
import { problem, status, SUBMIT, submit } from './support/calls.ts';
import { createFakeRuns } from './support/runs.ts';

const KNOWN = `${'a'.repeat(51)}q`;

let api: TestApi;
let lines: Record<string, any>[];

/** A store in which everything is broken in a way that nobody foresaw. */
const broken: SubmissionStore = {
  accept: fail,
  find: fail,
  findErased: fail,
  loadArtifact: fail,
  loadPiece: fail,
  describeArtifact: fail,
  stepOutputs: fail,
  findWithResult: fail,
  recordEnd: fail,
  endLife: fail,
  listPending: fail,
  list: fail,
  countPending: fail,
  expired: fail,
  erase: fail,
  eraseExpired: fail,
  sweepOrphans: fail,
  forgetErased: fail,
  recordDelivery: fail,
  deliveriesOf: fail,
};

async function fail(): Promise<never> {
  throw new Error('secret of the database');
}

beforeEach(async () => {
  lines = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  api = await serve({
    ...dependencies(),
    submissions: broken,
    runs: createFakeRuns(),
    endedListener: { waitFor: async () => {} },
    log: pino({ level: 'debug' }, destination),
    registry: new Registry(),
  });
});
afterEach(() => api.close());

describe('paths and methods', () => {
  it.each(['/api', '/api/v1', '/api/v1/frontal/crop', '/api/v1/frontal/crop/status', '/docs/package.json', '/%'])(
    'GET %s is not found',
    async (path) => {
      expect(await problem(await fetch(api.url + path))).toMatchObject({ status: 404, code: 'not_found' });
    },
  );

  // '/..' is '/' to whoever resolves it.
  it.each(['/', '/%2e%2e'])('GET %s leads to the documentation', async (path) => {
    const response = await fetch(api.url + path, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe('/docs');
    expect(response.status).toBe(302);
  });

  it.each([
    ['GET', SUBMIT, 'POST'],
    ['PUT', SUBMIT, 'POST'],
    ['OPTIONS', SUBMIT, 'POST'],
    ['POST', `/api/v1/frontal/crop/status/${KNOWN}`, 'GET, HEAD'],
    ['DELETE', '/health/live', 'GET, HEAD'],
  ])('%s %s is not allowed', async (method, path, allow) => {
    const response = await fetch(api.url + path, { method });
    expect(response.headers.get('allow')).toBe(allow);
    expect(await problem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });
});

describe('an error that nobody foresaw', () => {
  it('is logged whole and told to nobody', async () => {
    const response = await status(api.url, KNOWN);
    const text = await response.clone().text();
    expect(await problem(response)).toMatchObject({ status: 500, code: 'internal', errors: [] });
    expect(text).not.toContain('secret');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const logged = lines.find((line) => line['level'] === 50);
    expect(logged).toMatchObject({
      requestId: response.headers.get('x-request-id'),
      err: { message: 'secret of the database' },
    });
  });
});

describe('request ids', () => {
  it.each(['7', 'a-b_c.d:e', 'x'.repeat(128)])('takes over %s', async (id) => {
    const response = await fetch(`${api.url}/health/live`, { headers: { 'x-request-id': id } });
    expect(response.headers.get('x-request-id')).toBe(id);
  });

  it.each(['', 'two words', 'x'.repeat(129), '{"a":1}', '<b>'])('replaces %j', async (id) => {
    const response = await fetch(`${api.url}/health/live`, { headers: { 'x-request-id': id } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('headers', () => {
  it.each(['/health/live', '/openapi.json', '/nowhere'])('of %s let a browser guess and load nothing', async (path) => {
    const { headers } = await fetch(api.url + path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });
});

describe('the access log', () => {
  it('has one line a request, and nothing of a body', async () => {
    await submit(api.url, PLAIN, { 'x-request-id': 'mine' });
    const access = lines.filter((line) => line['msg'] === 'request');
    expect(access).toEqual([
      expect.objectContaining({
        level: 30,
        requestId: 'mine',
        method: 'POST',
        path: SUBMIT,
        status: 500,
        requestBytes: JSON.stringify(PLAIN).length,
        ms: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain(PLAIN.image.slice(0, 40));
  });

  it('keeps probes and scrapes at debug', async () => {
    for (const path of ['/health/live', '/health/ready', '/metrics']) await fetch(api.url + path);
    expect(lines.map((line) => line['level'])).toEqual([20, 20, 20]);
  });
});

describe('a caller that breaks off', () => {
  it('inside of a body is no error of the server', async () => {
    const { hostname, port } = new URL(api.url);
    const socket = createConnection(Number(port), hostname);
    await once(socket, 'connect');
    const head = `POST ${SUBMIT} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"image":`;
    await new Promise((resolve) => socket.write(head, resolve));
    socket.destroy();
    await expect.poll(() => lines.filter((line) => line['msg'] === 'request')).toHaveLength(1);
    expect(lines.filter((line) => line['level'] > 40)).toEqual([]);
  });
});

describe('one process', () => {
  it('can hold two apps', async () => {
    const other = await serve({
      ...dependencies(),
      submissions: broken,
      runs: createFakeRuns(),
      endedListener: { waitFor: async () => {} },
      log: silentLog,
    });
    expect((await fetch(`${other.url}/health/live`)).status).toBe(200);
    await other.close();
  });
});
