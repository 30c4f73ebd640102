import { describe, expect, it, vi } from 'vitest';
import { FrontalError } from '../../../src/contract/errors.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, routesOf, status, submit, SUBMISSIONS, submitted, without } from '../support/calls.ts';
import { complete } from '../support/result.ts';
import { running } from '../support/runs.ts';

const api = useApi();
const UNKNOWN = `${'a'.repeat(51)}q`;
const erase = (id: string) => fetch(`${api().url}${SUBMISSIONS}/${id}`, { method: 'DELETE' });
const digests = async () => (await api().database.dataSource.query('SELECT digest FROM artifact ORDER BY 1')).map(({ digest }: { digest: string }) => digest);
const AWAY = new FrontalError('unavailable', 'Temporal cannot be reached.');

describe('erasing', () => {
  it('an unknown submission is refused', async () => {
    expect(await problem(await erase(UNKNOWN))).toMatchObject({ status: 404, code: 'not_found' });
    expect(await problem(await erase('..%2F..%2Fhealth'))).toMatchObject({ status: 404 });
    expect(api().runs.erased).toEqual([]);
  });

  it('is a 503 while Temporal is away, and nothing is erased', async () => {
    const done = await submitted(api().url, PLAIN);
    await complete(api().database.steps, done);
    const pending = await submitted(api().url, without(PLAIN, 1));
    const before = await digests();
    api().runs.away = true;
    for (const id of [done, pending]) expect(await problem(await erase(id))).toMatchObject({ status: 503, code: 'unavailable' });
    expect(await digests()).toEqual(before);
    expect((await api().database.submissions.find(pending))!.status).toBe('pending');
    api().runs.away = false;
    for (const id of [done, pending]) expect((await erase(id)).status).toBe(204);
  });

  it('takes everything that nobody else uses, and the history; every route is gone then', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    await complete(database.steps, id);
    const response = await erase(id);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(runs.erased).toEqual([id]);
    expect(await digests()).toEqual([]);
    for (const [method, path] of routesOf(id)) {
      expect(await problem(await fetch(url + path, { method })), path).toMatchObject({ status: 410, code: 'gone' });
    }
    expect(await json(await fetch(url + SUBMISSIONS))).toEqual({ submissions: [], next: null });
  });

  it('leaves what an other submission uses', async () => {
    const { url, database } = api();
    const [id, other] = [await submitted(url, PLAIN), await submitted(url, without(PLAIN, 1))];
    await complete(database.steps, id);
    const before = await digests();
    await erase(id);
    expect(before.length - (await digests()).length).toBe(2); // its SVG and its document
    expect((await status(url, other)).status).toBe(200);
  });

  it('stops one that runs', async () => {
    const { url, runs } = api();
    const id = await submitted(url, PLAIN);
    expect((await erase(id)).status).toBe(204);
    expect(runs.erased).toEqual([id]);
    expect(runs.states.has(id)).toBe(false);
    expect((await status(url, id)).status).toBe(410);
  });

  it.each(['pending', 'failed'] as const)('does not take what was sent again meanwhile, nor its run: %s before', async (before) => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    if (before === 'failed') await database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure: null });
    const erasing = vi.spyOn(runs, 'erase').mockImplementationOnce(async (...given) => {
      expect((await submit(url, PLAIN)).status).toBe(202);
      return runs.erase(...given);
    });
    expect((await erase(id)).status).toBe(204);
    erasing.mockRestore();
    expect(await database.submissions.find(id)).toMatchObject({ status: 'pending', endedRunId: 'run-1' });
    expect(runs.states.get(id)).toEqual(running('run-2'));
    expect(await json(await status(url, id))).toMatchObject({ status: 'pending' });
  });

  it('does not take what was sent again before it began to', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const listing = vi.spyOn(runs, 'runIds').mockImplementationOnce(async (given) => {
      await database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure: null });
      runs.states.set(id, { kind: 'failed', runId: 'run-1', failure: { code: 'internal', detail: '', step: null } });
      await submit(url, PLAIN);
      return runs.runIds(given);
    });
    expect((await erase(id)).status).toBe(204);
    listing.mockRestore();
    expect(runs.erased).toEqual([]);
    expect(runs.states.get(id)).toEqual(running('run-2'));
    expect(await json(await status(url, id))).toMatchObject({ status: 'pending' });
  });

  it('and sending again is a new life', async () => {
    const { url, runs } = api();
    const id = await submitted(url, PLAIN);
    await erase(id);
    expect(await submitted(url, PLAIN)).toBe(id);
    expect(runs.started).toHaveLength(2);
    expect(await json(await status(url, id))).toMatchObject({ status: 'pending' });
    expect((await erase(id)).status).toBe(204);
  });

  it('at the same time twice is done once', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    const statuses = (await Promise.all([erase(id), erase(id), erase(id)])).map((response) => response.status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([204, 410, 410]);
  });

  it('that Temporal breaks off leaves a whole submission, and can be asked for again', async () => {
    const { url, runs, database } = api();
    const done = await submitted(url, PLAIN);
    await complete(database.steps, done);
    const pending = await submitted(url, without(PLAIN, 1));
    const breaking = vi.spyOn(runs, 'erase').mockRejectedValue(AWAY);
    expect(await problem(await erase(done))).toMatchObject({ status: 503 });
    expect(await json(await status(url, done))).toMatchObject({ status: 'done', svg: expect.any(String) });
    expect(await problem(await erase(pending))).toMatchObject({ status: 503 });
    expect(await json(await status(url, pending))).toMatchObject({ status: 'cancelled' });
    breaking.mockRestore();
    for (const id of [done, pending]) expect((await erase(id)).status).toBe(204);
  });

  it('that the database breaks off after the history is gone starts nothing anew', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const breaking = vi.spyOn(database.submissions, 'erase').mockRejectedValue(new FrontalError('unavailable', 'The database cannot be reached.'));
    expect(await problem(await erase(id))).toMatchObject({ status: 503 });
    breaking.mockRestore();
    expect(runs.erased).toEqual([id]);
    expect(await json(await status(url, id))).toMatchObject({ status: 'cancelled' });
    expect(runs.started).toHaveLength(1);
    expect((await erase(id)).status).toBe(204);
  });

  it('is asked for by DELETE alone', async () => {
    const response = await fetch(`${api().url}${SUBMISSIONS}/${UNKNOWN}`);
    expect(response.headers.get('allow')).toBe('DELETE');
    expect(await problem(response)).toMatchObject({ status: 405 });
    expect((await submit(api().url, PLAIN)).status).toBe(202);
  });
});
