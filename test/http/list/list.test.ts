import { describe, expect, it } from 'vitest';
import { parseApiKeys, tenantOf } from '../../../src/settings/api-keys.ts';
import { writeCursor } from '../../../src/http/list/cursor.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, submit, SUBMISSIONS, submitted, without } from '../support/calls.ts';
import { complete } from '../support/result.ts';

const list = (url: string, query = '', init: RequestInit = {}) => fetch(`${url}${SUBMISSIONS}${query}`, init);

describe('the list', () => {
  const api = useApi();

  it.each([
    ['?limit=0', 'limit'],
    ['?limit=101', 'limit'],
    ['?limit=ten', 'limit'],
    ['?limit=', 'limit'],
    ['?limit=1&limit=2', 'limit'],
    ['?status=processing', 'status'],
    ['?status=', 'status'],
    ['?cursor=', 'cursor'],
    ['?cursor=AAAA', 'cursor'],
    ['?cursor=a&cursor=b', 'cursor'],
    [`?cursor=1e400-${'a'.repeat(51)}q`, 'cursor'],
    [`?cursor=12-${'a'.repeat(50)}'q`, 'cursor'],
  ])('refuses %s', async (query, named) => {
    const refused = await problem(await list(api().url, query));
    expect(refused).toMatchObject({ status: 422, code: 'invalid_request', detail: expect.stringContaining(`\`${named}\``) });
  });

  it('is empty at first', async () => {
    const response = await list(api().url);
    expect(response.headers.get('link')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await json(response)).toEqual({ submissions: [], next: null });
  });

  it('has the newest first, page by page, each once, whatever is sent meanwhile', async () => {
    const { url } = api();
    const ids = [];
    for (const label of [1, 2, 3, 4, 5]) ids.unshift(await submitted(url, without(PLAIN, label)));
    const first = await list(url, '?limit=2');
    const seen = [await json(first)];
    await submitted(url, without(PLAIN, 6));
    let link = first.headers.get('link');
    while (link !== null) {
      const next = await fetch(url + /^<([^>]+)>; rel="next"$/.exec(link)![1]!);
      link = next.headers.get('link');
      seen.push(await json(next));
    }
    expect(seen.map(({ submissions }) => submissions.length)).toEqual([2, 2, 1]);
    expect(seen.flatMap(({ submissions }) => submissions.map(({ id }: { id: string }) => id))).toEqual(ids);
    expect(seen.map(({ next }) => next === null)).toEqual([false, false, true]);
    const byCursor = await json(await list(url, `?limit=2&cursor=${seen[0]!['next']}`));
    expect(byCursor).toEqual(seen[1]);
  });

  it('tells of each what its row tells, and asks Temporal nothing', async () => {
    const { url, runs, database } = api();
    const [done, failed, pending] = [await submitted(url, PLAIN), await submitted(url, without(PLAIN, 1)), await submitted(url, without(PLAIN, 2))];
    await complete(database.steps, done);
    const failure = { code: 'NoFace', detail: 'There is no face.', step: 'decode' as const };
    await database.submissions.recordEnd({ submissionId: failed, runId: 'run-2', status: 'failed', failure });
    const calls = runs.calls;
    runs.away = true;
    const { submissions } = await json(await list(url));
    expect(submissions).toMatchObject([
      { id: pending, status: 'pending', ended_at: null },
      { id: failed, status: 'failed', error: failure, ended_at: expect.any(String) },
      { id: done, status: 'done', links: { status: `/api/v1/frontal/crop/status/${done}`, svg: `${SUBMISSIONS}/${done}/svg` } },
    ]);
    expect(submissions[0]).not.toHaveProperty('error');
    expect(runs.calls).toBe(calls);

    const filtered = await list(url, '?status=failed&limit=1');
    expect((await json(filtered))['submissions'].map(({ id }: { id: string }) => id)).toEqual([failed]);
    expect(filtered.headers.get('link')).toBeNull();
  });

  it('begins where a cursor says, though its submission was erased', async () => {
    const { url, database } = api();
    const [older, newer] = [await submitted(url, PLAIN), await submitted(url, without(PLAIN, 1))];
    const { next } = await json(await list(url, '?limit=1'));
    await database.submissions.erase(newer, 'deleted');
    const { submissions } = await json(await list(url, `?cursor=${next}`));
    expect(submissions.map(({ id }: { id: string }) => id)).toEqual([older]);
  });

  it('begins nowhere with a cursor that is older than all', async () => {
    await submitted(api().url, PLAIN);
    const cursor = writeCursor({ acceptedAtMicros: '0', id: `${'a'.repeat(51)}q` });
    expect(await json(await list(api().url, `?cursor=${cursor}`))).toEqual({ submissions: [], next: null });
  });

  it('answers HEAD, no other method, and 503 while PostgreSQL is away', async () => {
    const { url, database } = api();
    const head = await list(url, '', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const wrong = await list(url, '', { method: 'POST' });
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    expect(await problem(wrong)).toMatchObject({ status: 405 });
    await database.dataSource.destroy();
    expect(await problem(await list(url))).toMatchObject({ status: 503, code: 'unavailable' });
    await database.dataSource.initialize();
  });
});

describe('the list of a tenant', () => {
  const keys = parseApiKeys('clinic:clinic-key,lab:lab-key-1')!;
  const api = useApi({ access: { tenantOf: (key) => tenantOf(keys, key), requestsPerMinute: null, corsOrigins: [] } });

  it('holds its own submissions alone', async () => {
    const { url } = api();
    const [clinic, lab] = [{ 'x-api-key': 'clinic-key' }, { 'x-api-key': 'lab-key-1' }];
    const { id } = await json(await submit(url, PLAIN, clinic));
    const own = async (headers: Record<string, string>) => (await json(await list(url, '', { headers })))['submissions'].map((one: any) => one.id);
    expect(await own(clinic)).toEqual([id]);
    expect(await own(lab)).toEqual([]);
    expect(await problem(await list(url))).toMatchObject({ status: 401 });
  });
});
