import { describe, expect, test } from 'vitest';
import { createClient, type Client, FrontalProblem, FrontalTimeout, FrontalUnreachable } from '../../src/client/index.ts';
import { HANG_MS } from '../support/hang.ts';
import { answering, breaking, scripted } from './support/scripted-server.ts';

const ID = `${'a'.repeat(51)}q`;
const BUSY = answering(503, { status: 503, code: 'busy', detail: 'Too much is waiting.', errors: [] }, { 'retry-after': '0' });
const RUNNING = answering(200, { id: ID, status: 'pending', phase: 'running', step: 'contour', progress: 0.5, warnings: [] }, { 'retry-after': '1' });
const DONE = answering(200, { id: ID, status: 'done', warnings: [] }, { etag: '"x"' });

describe('refusals', () => {
  test('a problem is thrown with all it says', async () => {
    const errors = [{ pointer: '/image', code: 'invalid_image', detail: 'The portrait is empty.' }];
    const body = { type: 'x', title: 'x', status: 422, detail: '/image: The portrait is empty.', code: 'invalid_image', errors };
    const { url } = await scripted(answering(422, body, { 'x-request-id': 'r1' }));
    const fault = await createClient({ baseUrl: url }).submit({ portrait: '', labelMap: '', landmarks: [] }).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(FrontalProblem);
    expect(fault).toMatchObject({ status: 422, code: 'invalid_image', detail: body.detail, message: body.detail, errors, requestId: 'r1', retryAfterSeconds: null });
  });

  test.each([
    ['a page of a proxy', '<h1>Bad gateway</h1>'],
    ['nothing', ''],
    ['JSON of another kind', '[1]'],
  ])('%s is a problem too', async (_, body) => {
    const { url } = await scripted(answering(502, body));
    await expect(createClient({ baseUrl: url }).status(ID)).rejects.toMatchObject({
      name: 'FrontalProblem', status: 502, code: 'unknown', detail: 'HTTP status 502 without a detail', errors: [],
    });
  });

  test('nobody at the address, and a connection that breaks', async () => {
    await expect(createClient({ baseUrl: 'http://127.0.0.1:1' }).status(ID)).rejects.toBeInstanceOf(FrontalUnreachable);
    const { url, requests } = await scripted(breaking);
    await expect(createClient({ baseUrl: url }).live()).rejects.toThrow(`No service answers at ${url}/`);
    expect(requests.length).toBeGreaterThanOrEqual(1);
  });

  test('an answer that is cut off', async () => {
    const { url } = await scripted((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
      response.write('{"id":');
      setImmediate(() => response.destroy());
    });
    await expect(createClient({ baseUrl: url }).status(ID)).rejects.toBeInstanceOf(FrontalUnreachable);
  });

  test('an abort is what was aborted with', async () => {
    const { url } = await scripted(() => {});
    const signal = AbortSignal.timeout(50);
    await expect(createClient({ baseUrl: url }).status(ID, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  test.each<[string, number, (client: Client, signal: AbortSignal) => Promise<unknown>]>([
    ['JSON', 200, (client, signal) => client.status(ID, { signal })],
    ['a list', 200, (client, signal) => client.list({ signal }).next()],
    ['a file', 200, (client, signal) => client.artifact(ID, 'svg', { signal })],
    ['events', 200, (client, signal) => client.events(ID, { signal }).next()],
    ['how it is', 503, (client, signal) => client.ready({ signal })],
    ['a refusal', 422, (client, signal) => client.status(ID, { signal })],
  ])('an abort in the midst of %s is what was aborted with as well', async (_, status, ask) => {
    const reason = new Error('of the caller');
    const controller = new AbortController();
    const { url } = await scripted((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.write('{"id":');
      setTimeout(() => controller.abort(reason), 50);
    });
    await expect(ask(createClient({ baseUrl: url }), controller.signal)).rejects.toBe(reason);
  });

  test('a timeout in the midst of an answer is no service that is away', async () => {
    const { url } = await scripted((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    });
    await expect(createClient({ baseUrl: url }).status(ID, { signal: AbortSignal.timeout(300) })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});

describe('what is sent', () => {
  test('the key, a path before the routes, and an id that cannot leave its place', async () => {
    const { url, requests } = await scripted(DONE);
    const client = createClient({ baseUrl: `${url}/faces`, apiKey: 'secret-key' });
    await client.status('../../x?y', { frame: 'original', wait: 7 });
    expect(requests[0]).toMatchObject({
      method: 'GET',
      path: '/faces/api/v1/frontal/crop/status/..%2F..%2Fx%3Fy?frame=original',
      headers: { authorization: 'Bearer secret-key', prefer: 'wait=7' },
    });
  });

  test('a submission as multipart, its files as bytes, blobs or base64', async () => {
    const forms: FormData[] = [];
    const request: typeof fetch = async (_url, init) => {
      forms.push(init?.body as FormData);
      return Response.json({ id: ID, status: 'pending', links: { status: '', svg: '' } }, { status: 202 });
    };
    const client = createClient({ baseUrl: 'http://service', fetch: request });
    await client.submit({ portrait: new Uint8Array([1, 2]), labelMap: new Blob(['map']), landmarks: [[1, 2]], options: { measures: true } });
    await client.submit({ portrait: 'cG9ydHJhaXQ=', labelMap: new Uint8Array([3]).buffer, landmarks: undefined });
    const parts = (form: FormData) => Promise.all([...form].map(async ([name, part]) => [name, typeof part === 'string' ? part : [...new Uint8Array(await part.arrayBuffer())]]));
    expect(await parts(forms[0]!)).toEqual([
      ['image', [1, 2]],
      ['segmentation_map', [...Buffer.from('map')]],
      ['landmarks', '[[1,2]]'],
      ['options', '{"measures":true}'],
    ]);
    expect(await parts(forms[1]!)).toEqual([['image', 'cG9ydHJhaXQ='], ['segmentation_map', [3]]]);
  });

  test('an ETag, and 304 is null', async () => {
    const { url, requests } = await scripted(DONE, answering(304, ''));
    const client = createClient({ baseUrl: url });
    expect(await client.statusIfChanged(ID, null)).toMatchObject({ answer: { status: 'done' }, etag: '"x"' });
    expect(await client.statusIfChanged(ID, '"x"')).toBeNull();
    expect(requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"x"']);
  });
});

describe('sending again', () => {
  test('only where it was asked for', async () => {
    const { url, requests } = await scripted(BUSY, DONE);
    await expect(createClient({ baseUrl: url }).status(ID)).rejects.toMatchObject({ code: 'busy', retryAfterSeconds: 0 });
    expect(requests).toHaveLength(1);
  });

  test('through what passes', async () => {
    const { url, requests } = await scripted(BUSY, answering(429, {}), breaking, answering(502, ''), DONE);
    const client = createClient({ baseUrl: url, retryForMs: HANG_MS });
    expect(await client.status(ID)).toMatchObject({ status: 'done' });
    // Node's fetch sends a GET a second time by itself where a kept connection has just been closed.
    expect(requests.length).toBeGreaterThanOrEqual(5);
  });

  test('never what does not', async () => {
    const { url, requests } = await scripted(answering(422, { code: 'invalid_image', detail: 'no' }));
    await expect(createClient({ baseUrl: url, retryForMs: HANG_MS }).status(ID)).rejects.toMatchObject({ code: 'invalid_image' });
    expect(requests).toHaveLength(1);
  });

  test('no longer than it was asked for', async () => {
    const { url } = await scripted(answering(503, { code: 'busy', detail: 'no' }, { 'retry-after': '20' }));
    await expect(createClient({ baseUrl: url, retryForMs: 1_000 }).status(ID)).rejects.toMatchObject({ code: 'busy' });
  });
});

describe('waiting for the end', () => {
  test('ends with the submission, and shows what came before', async () => {
    const { url, requests } = await scripted(RUNNING, RUNNING, DONE);
    const seen: unknown[] = [];
    const answer = await createClient({ baseUrl: url }).waitFor(ID, { onProgress: ({ status }) => seen.push(status) });
    expect(answer.status).toBe('done');
    expect(seen).toEqual(['pending', 'pending']);
    expect(requests).toHaveLength(3);
  });

  test('asks the service to hold its answer', async () => {
    const { url, requests } = await scripted(DONE);
    await createClient({ baseUrl: url }).waitFor(ID, { timeoutMs: HANG_MS });
    expect(requests[0]!.headers['prefer']).toBe('wait=20');
  });

  test('survives 503, 429 and connections that break', async () => {
    const { url } = await scripted(RUNNING, BUSY, breaking, answering(429, {}, { 'retry-after': '0' }), RUNNING, DONE);
    expect((await createClient({ baseUrl: url }).waitFor(ID)).status).toBe('done');
  });

  test('is bounded where the submission does not end', async () => {
    const { url } = await scripted(RUNNING);
    await expect(createClient({ baseUrl: url }).waitFor(ID, { timeoutMs: 300 })).rejects.toThrow(new FrontalTimeout(`submission ${ID} is still pending after 0.3 s`));
  });

  test('is bounded where the service stays away', async () => {
    const { url } = await scripted(RUNNING, BUSY);
    await expect(createClient({ baseUrl: url }).waitFor(ID, { outageMs: 500 })).rejects.toMatchObject({ code: 'busy' });
  });

  test('ends at once with what is none that passes', async () => {
    const { url } = await scripted(answering(404, { code: 'not_found', detail: 'There is no submission with this id.' }));
    await expect(createClient({ baseUrl: url }).waitFor(ID)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('can be aborted between two questions', async () => {
    const { url } = await scripted(RUNNING);
    const stop = new AbortController();
    const waiting = createClient({ baseUrl: url }).waitFor(ID, { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
    await expect(waiting).rejects.toThrow('enough');
  });
});

describe('erasing', () => {
  test('what is erased already is no fault, what was never there is', async () => {
    const { url } = await scripted(answering(410, { code: 'gone', detail: 'It was erased.' }), answering(404, { code: 'not_found', detail: 'no' }));
    const client = createClient({ baseUrl: url });
    await client.erase(ID);
    await expect(client.erase(ID)).rejects.toMatchObject({ code: 'not_found' });
  });
});
