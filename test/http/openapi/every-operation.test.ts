import { Registry } from 'prom-client';
import { describe, expect, it, vi } from 'vitest';
import { parseApiKeys, tenantOf } from '../../../src/settings/api-keys.ts';
import { isOpen } from '../../../src/http/access/open-paths.ts';
import { serve, useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, SUBMIT, submit, without } from '../support/calls.ts';
import { document, expectDocumented, type Json } from '../support/documented.ts';
import { readEvents } from '../support/event-stream.ts';
import { useSteps } from '../support/process.ts';
import { running } from '../support/runs.ts';

/** Drives the server from its document: every operation, with every value that is documented and some that are not, in every state of a submission and of the service. */

const api = useApi();
const process = useSteps();
const KEYS = parseApiKeys('clinic:clinic-key')!;
const UNKNOWN = `${'a'.repeat(51)}q`;
const FAILURE = { code: 'NoFace', detail: 'There is no face.', step: 'decode' as const };

interface Operation {
  readonly path: string;
  readonly method: string;
  readonly operation: Json;
}

const OPERATIONS: Operation[] = Object.entries<Json>(document['paths']).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Submissions in the states that one can be in; each label that is left out makes another one. */
const STATES: Record<string, (label: number) => Promise<string>> = {
  unknown: async () => UNKNOWN,
  malformed: async () => '%00..%2F',
  pending: sent,
  async running(label) {
    const id = await sent(label);
    api().runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }));
    return id;
  },
  async done(label) {
    const id = await sent(label);
    const known = await api().database.submissions.find(id);
    if (known?.status === 'pending') await process(api().database.steps, api().runs.started.at(-1)!);
    return id;
  },
  failed: (label) => ended(label, 'failed'),
  cancelled: (label) => ended(label, 'cancelled'),
  async erased(label) {
    const id = await sent(label);
    await api().database.submissions.erase(id, 'deleted');
    return id;
  },
};

async function sent(label: number): Promise<string> {
  return (await json(await submit(api().url, without(PLAIN, label))))['id'];
}

async function ended(label: number, status: 'failed' | 'cancelled'): Promise<string> {
  const id = await sent(label);
  await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status, failure: status === 'failed' ? FAILURE : null });
  return id;
}

/** Query strings: none, each value of each parameter, and values that a parameter does not have. */
function queriesOf({ operation }: Operation): string[] {
  const parameters = ((operation['parameters'] ?? []) as Json[]).filter((parameter) => parameter['in'] === 'query');
  return ['', '?unknown=1', ...parameters.flatMap(({ name, schema }) => [...valuesOf(schema), '', 'zzz', '-1'].map((value) => `?${name}=${value}`))];
}

const valuesOf = ({ enum: choices = [], minimum, maximum }: Json): (string | number)[] => [...choices, ...(minimum === undefined ? [] : [minimum, maximum])];

/** Bodies: each example, and some that no operation takes. */
function bodiesOf({ operation }: Operation): { body?: string; headers?: Record<string, string> }[] {
  const content: Json | undefined = operation['requestBody']?.content;
  if (!content) return [{}];
  const json = { 'content-type': 'application/json' };
  const examples = Object.values<Json>(content['application/json'].examples).map(({ value }) => JSON.stringify(value));
  return [
    ...[...examples, '{', '[]', '{}', '{"zzz":1}'].map((body) => ({ body, headers: json })),
    { body: ' '.repeat(2_000_001), headers: json },
    { body: '{}', headers: { 'content-type': 'text/plain' } },
    { body: 'no form', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
    {},
  ];
}

async function call({ path, method }: Operation, id: string, query = '', init: RequestInit = {}, url = api().url): Promise<number> {
  const target = url + path.replace('{id}', id) + query;
  const caller = new AbortController();
  const response = await fetch(target, { method: method.toUpperCase(), signal: caller.signal, ...init });
  const { status, headers } = response;
  if (headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body!.getReader().read();
    caller.abort(); // it would go on
    await expectDocumented(path, method, new Response('', { status, headers }));
  } else {
    await expectDocumented(path, method, response);
  }
  if (method === 'get' && init.headers === undefined) {
    const head = await fetch(target, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([status, '']);
    for (const name of ['content-type', 'cache-control', 'etag', 'content-security-policy']) expect(head.headers.get(name)).toBe(headers.get(name));
  }
  return status;
}

describe.each(OPERATIONS)('$method $path', (operation) => {
  const { path } = operation;
  const isOfOne = path.includes('{id}');

  it('answers nothing that is not documented, and all that is', async () => {
    const seen = new Set<number>();
    const see = async (...rest: Parameters<typeof call>) => seen.add(await call(...rest));
    let label = 1;
    for (const make of isOfOne ? Object.values(STATES) : [STATES['unknown']!]) {
      for (const body of bodiesOf(operation)) await see(operation, await make(label), '', body);
      label += 1;
    }
    if (isOfOne) {
      const done = await STATES['done']!(label++);
      for (const query of queriesOf(operation)) await see(operation, done, query);
      const body = bodiesOf(operation)[0]!;
      const tagged = { ...body, headers: { ...body.headers, 'if-none-match': '*', prefer: 'wait=1', 'last-event-id': await endOf(await STATES['done']!(label)) } };
      await see(operation, await STATES['done']!(label++), '', tagged);
    } else {
      // What was sent by an example, once it is done.
      for (const input of api().runs.started) await process(api().database.steps, input);
      for (const query of queriesOf(operation)) await see(operation, '', query, bodiesOf(operation)[0]);
      // Two on one page, so that there is another one.
      await STATES['pending']!(label++);
      await STATES['done']!(label++);
      await see(operation, '', '?limit=1', bodiesOf(operation)[0]);
    }
    if (!isOpen(path)) await seeAccess(see);
    if (path.startsWith('/api/')) await seeOutages(see, await STATES['pending']!(label++));
    const documented = Object.keys(operation.operation['responses']).map(Number);
    // What takes a crowd, or a service that is not ready, is shown elsewhere, and what is erased while its sender waits.
    const elsewhere = path === SUBMIT ? [503, 410] : [503];
    const missing = documented.filter((status) => !seen.has(status) && !elsewhere.includes(status));
    expect(missing).toEqual([]);
  });

  async function seeAccess(see: (...rest: Parameters<typeof call>) => Promise<unknown>): Promise<void> {
    const { deps } = api();
    const body = bodiesOf(operation)[0]!;
    await see(operation, UNKNOWN, '', { ...body, headers: { ...body.headers, origin: 'https://evil.example' } });
    const guarded = await serve({ ...deps, access: { ...deps.access, tenantOf: (key) => tenantOf(KEYS, key) }, registry: new Registry() });
    await see(operation, UNKNOWN, '', body, guarded.url);
    await guarded.close();
    const limited = await serve({ ...deps, access: { ...deps.access, requestsPerMinute: 1 }, registry: new Registry() });
    for (let i = 0; i < 2; i++) await see(operation, UNKNOWN, '', { headers: {}, ...body }, limited.url);
    await limited.close();
  }

  async function seeOutages(see: (...rest: Parameters<typeof call>) => Promise<unknown>, id: string): Promise<void> {
    const { database, runs, deps } = api();
    const body = bodiesOf(operation)[0]!;
    runs.away = true;
    await see(operation, id, '', body);
    await database.dataSource.destroy();
    await see(operation, id, '', body);
    await database.dataSource.initialize();
    const defect = async () => {
      throw new TypeError('a defect');
    };
    const broken = [vi.spyOn(database.submissions, 'find').mockImplementation(defect), vi.spyOn(database.submissions, 'list').mockImplementation(defect)];
    const inspecting = vi.spyOn(deps, 'inspect').mockImplementation(defect);
    await see(operation, id, '', body);
    for (const one of [...broken, inspecting]) one.mockRestore();
  }
});

/** The id of the last event of a submission that has ended. */
async function endOf(id: string): Promise<string> {
  const response = await fetch(`${api().url}/api/v1/submissions/${id}/events`);
  return (await readEvents(response).rest()).at(-1)!.id;
}
