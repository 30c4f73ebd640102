import { describe, expect, it } from 'vitest';
import { parseApiKeys, tenantOf } from '../../../src/settings/api-keys.ts';
import type { Access } from '../../../src/http/dependencies.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, status, submit } from '../support/calls.ts';
import { complete } from '../support/result.ts';

const UNKNOWN = `${'a'.repeat(51)}q`;
const OPEN: Access = { tenantOf: null, requestsPerMinute: null, corsOrigins: [] };
const KEYS = parseApiKeys('clinic:clinic-key,lab:lab-key-1')!;

describe('where keys are set', () => {
  const api = useApi({ access: { ...OPEN, tenantOf: (key) => tenantOf(KEYS, key) } });

  it.each<[string, Record<string, string>]>([
    ['no key', {}],
    ['an empty key', { authorization: 'Bearer ' }],
    ['another key', { authorization: 'Bearer clinic-key2' }],
    ['a part of a key', { 'x-api-key': 'clinic-ke' }],
    ['the hash of a key', { 'x-api-key': KEYS[0]!.sha256.toString('hex') }],
    ['a key as a password', { authorization: `Basic ${Buffer.from('clinic:clinic-key').toString('base64')}` }],
  ])('%s opens nothing', async (_what, headers) => {
    for (const answer of [await status(api().url, UNKNOWN, headers), await submit(api().url, PLAIN, headers), await fetch(`${api().url}/metrics`, { headers }), await fetch(`${api().url}/nowhere`, { headers })]) {
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await problem(answer)).toMatchObject({ status: 401, code: 'unauthorized' });
    }
    expect(api().runs.started).toHaveLength(0);
  });

  it.each<Record<string, string>>([
    { authorization: 'Bearer clinic-key' },
    { authorization: 'bearer lab-key-1' },
    { 'x-api-key': 'clinic-key' },
  ])('%o opens the API', async (headers) => {
    expect((await status(api().url, UNKNOWN, headers)).status).toBe(404);
  });

  it.each(['/health/live', '/health/ready', '/openapi.json', '/docs'])('%s is open', async (path) => {
    expect((await fetch(api().url + path)).status).toBe(200);
  });
});

describe('tenants', () => {
  const api = useApi({ access: { ...OPEN, tenantOf: (key) => tenantOf(KEYS, key) } });
  const [CLINIC, LAB] = [{ 'x-api-key': 'clinic-key' }, { 'x-api-key': 'lab-key-1' }];

  it('do not see what others have sent, whatever became of it', async () => {
    const { url, database } = api();
    const { id } = await json(await submit(url, PLAIN, CLINIC));
    expect((await status(url, id, CLINIC)).status).toBe(200);
    const foreign = async () => [await status(url, id, LAB), await status(url, id, { ...LAB, prefer: 'wait=60' }), await fetch(`${url}/api/v1/submissions/${id}/svg`, { headers: LAB })];
    for (const answer of await foreign()) expect(await problem(answer)).toMatchObject({ status: 404, code: 'not_found' });
    await complete(database.steps, id);
    for (const answer of await foreign()) expect(await problem(answer)).toMatchObject({ status: 404, code: 'not_found' });
    await database.submissions.erase(id, 'deleted');
    for (const answer of await foreign()) expect(await problem(answer)).toMatchObject({ status: 404, code: 'not_found' });
    expect(await problem(await status(url, id, CLINIC))).toMatchObject({ status: 410, code: 'gone' });
  });

  it('have ids of their own for equal submissions', async () => {
    const ids = await Promise.all([CLINIC, LAB].map(async (key) => (await json(await submit(api().url, PLAIN, key)))['id']));
    expect(new Set(ids).size).toBe(2);
    expect(api().runs.started).toHaveLength(2);
  });
});

describe('a full backlog', () => {
  const api = useApi({ maxPending: 1 });

  it('refuses what is new, and joins what waits already', async () => {
    const { url } = api();
    expect((await submit(url, PLAIN)).status).toBe(202);
    const refused = await submit(url, { ...PLAIN, options: { contours: { detail: 'measure' } } });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await problem(refused)).toMatchObject({ status: 503, code: 'busy' });
    expect((await submit(url, PLAIN)).status).toBe(202);
  });
});

describe('a full backlog of tenants', () => {
  const api = useApi({ maxPending: 2, access: { ...OPEN, tenantOf: (key) => tenantOf(KEYS, key) } });
  const of = (index: number, key: string) =>
    submit(api().url, { ...PLAIN, options: { contours: { detail: { max_points: 100 + index } } } }, { 'x-api-key': key });

  it('is that of who filled it, and tells nobody of others', async () => {
    for (const index of [1, 2]) expect((await of(index, 'clinic-key')).status).toBe(202);
    expect(await problem(await of(3, 'clinic-key'))).toMatchObject({ code: 'busy', detail: expect.stringMatching(/^2 submissions may wait/) });
    expect((await of(1, 'lab-key-1')).status).toBe(202);
    expect((await of(2, 'lab-key-1')).status).toBe(202);
    expect(await problem(await of(3, 'lab-key-1'))).toMatchObject({ code: 'busy' });
  });
});

describe('where no keys are set', () => {
  const api = useApi();

  it('everyone is let in, with a key or without', async () => {
    expect((await status(api().url, UNKNOWN)).status).toBe(404);
    expect((await status(api().url, UNKNOWN, { 'x-api-key': 'whatever' })).status).toBe(404);
  });

  it('no answer tells of a rate', async () => {
    expect((await status(api().url, UNKNOWN)).headers.get('ratelimit')).toBeNull();
  });

  it('no page of another origin can read an answer', async () => {
    const answer = await status(api().url, UNKNOWN, { origin: 'https://app.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a rate', () => {
  const api = useApi({ access: { ...OPEN, tenantOf: (key) => tenantOf(KEYS, key), requestsPerMinute: 3 } });

  it('counts each tenant by itself, tells what is left, and then refuses with the time to wait', async () => {
    const ask = () => status(api().url, UNKNOWN, { 'x-api-key': 'clinic-key' });
    const left = [];
    for (let i = 0; i < 3; i++) {
      const answer = await ask();
      expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=3;w=60');
      left.push(/^"default";r=(\d+);t=\d+$/.exec(answer.headers.get('ratelimit')!)![1]);
    }
    expect(left).toEqual(['2', '1', '0']);
    const refused = await ask();
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(await problem(refused)).toMatchObject({ status: 429, code: 'rate_limited' });
    expect((await status(api().url, UNKNOWN, { 'x-api-key': 'lab-key-1' })).status).toBe(404);
    expect((await fetch(`${api().url}/health/live`)).status).toBe(200);
  });
});

describe('a rate of addresses', () => {
  const api = useApi({ access: { ...OPEN, requestsPerMinute: 2 } });

  it('counts whatever is asked for, however it is written, but probes and documentation', async () => {
    for (const path of ['/health/live', '/docs', '/openapi.json', '/health/live']) expect((await fetch(api().url + path)).status).toBe(200);
    expect((await fetch(`${api().url}/API/v1/submissions`)).status).toBe(404);
    expect((await fetch(`${api().url}/Docs`)).status).toBe(404);
    for (const path of ['/API/v1/submissions', '/api/v1/submissions', '/metrics', '/Health/live']) {
      expect(await problem(await fetch(api().url + path))).toMatchObject({ code: 'rate_limited' });
    }
  });
});

describe('keys that are guessed', () => {
  const api = useApi({ access: { ...OPEN, tenantOf: (key) => tenantOf(KEYS, key), requestsPerMinute: 3 } });
  const ask = async (key: string) => problem(await status(api().url, UNKNOWN, { 'x-api-key': key }));

  it('are taken from the share of their address, which then is told of no key whether it is right', async () => {
    for (const guess of ['guess-key-1', '', 'guess-key-3']) expect(await ask(guess)).toMatchObject({ code: 'unauthorized' });
    const [wrong, right] = [await ask('guess-key-4'), await ask('clinic-key')];
    expect(wrong).toMatchObject({ status: 429, code: 'rate_limited' });
    expect(right).toEqual(wrong);
    expect((await fetch(`${api().url}/health/live`)).status).toBe(200);
  });
});

describe('a tenant who is known at an address', () => {
  const api = useApi({ access: { ...OPEN, tenantOf: (key) => tenantOf(KEYS, key), requestsPerMinute: 3 } });
  const ask = async (key: string) => problem(await status(api().url, UNKNOWN, { 'x-api-key': key }));

  it('is served whoever guesses there', async () => {
    expect(await ask('clinic-key')).toMatchObject({ code: 'not_found' });
    for (let i = 0; i < 5; i++) await ask('guess-key-1');
    expect(await ask('clinic-key')).toMatchObject({ code: 'not_found' });
    expect(await ask('lab-key-1')).toMatchObject({ code: 'rate_limited' });
  });
});

describe('origins that may call', () => {
  const api = useApi({ access: { ...OPEN, corsOrigins: ['https://app.example'], tenantOf: (key) => tenantOf(KEYS, key) } });

  it('may read answers, refusals too', async () => {
    const answer = await status(api().url, UNKNOWN, { origin: 'https://app.example' });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(answer.headers.get('vary')).toBe('Origin');
    expect(answer.headers.get('access-control-expose-headers')).toMatch(/^ETag,Link,Location,/);
  });

  it('may ask beforehand, without a key', async () => {
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-api-key' };
    const answer = await fetch(`${api().url}/api/v1/frontal/crop/submit`, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toContain('X-API-Key');
  });

  it('are no others', async () => {
    const answer = await status(api().url, UNKNOWN, { origin: 'https://evil.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});
