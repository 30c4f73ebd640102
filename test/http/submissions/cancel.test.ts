import { describe, expect, it, vi } from 'vitest';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, status, submit, SUBMISSIONS, submitted } from '../support/calls.ts';
import { complete } from '../support/result.ts';
import { running } from '../support/runs.ts';

const api = useApi();
const UNKNOWN = `${'a'.repeat(51)}q`;
const cancel = (id: string, headers: Record<string, string> = {}) => fetch(`${api().url}${SUBMISSIONS}/${id}/cancel`, { method: 'POST', headers });

/** A submission that was accepted while Temporal was away. */
async function neverStarted(): Promise<string> {
  api().runs.away = true;
  expect((await submit(api().url, PLAIN)).status).toBe(503);
  api().runs.away = false;
  const [{ id }] = (await api().database.dataSource.query('SELECT id FROM submission')) as [{ id: string }];
  return id;
}

describe('cancelling', () => {
  it('an unknown or an erased submission is refused', async () => {
    expect(await problem(await cancel(UNKNOWN))).toMatchObject({ status: 404, code: 'not_found' });
    const id = await submitted(api().url, PLAIN);
    await api().database.submissions.erase(id, 'deleted');
    expect(await problem(await cancel(id))).toMatchObject({ status: 410, code: 'gone' });
    expect(api().runs.cancelled).toEqual([]);
  });

  it('is asked for by POST alone', async () => {
    const response = await fetch(`${api().url}${SUBMISSIONS}/${UNKNOWN}/cancel`);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await problem(response)).toMatchObject({ status: 405 });
  });

  it('is a 503 while Temporal is away, and changes nothing', async () => {
    const id = await submitted(api().url, PLAIN);
    api().runs.away = true;
    const response = await cancel(id);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await problem(response)).toMatchObject({ status: 503, code: 'unavailable' });
    expect((await api().database.submissions.find(id))!.status).toBe('pending');
  });

  it('tells the run that is open, which ends the submission itself', async () => {
    const id = await submitted(api().url, PLAIN);
    const response = await cancel(id);
    expect(response.status).toBe(202);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.get('location')).toBe(`/api/v1/frontal/crop/status/${id}`);
    expect(await json(response)).toMatchObject({ id, status: 'pending', links: { status: expect.any(String) } });
    expect(api().runs.cancelled).toEqual([id]);
    // Again, while it ends: the same.
    expect((await cancel(id)).status).toBe(202);
  });

  it('waits for the end where it is asked to', async () => {
    const id = await submitted(api().url, PLAIN);
    const { submissions } = api().database;
    const telling = vi.spyOn(api().runs, 'cancel').mockImplementation(async () => {
      setTimeout(() => void submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'cancelled', failure: null }), 20);
      return true;
    });
    const response = await cancel(id, { prefer: 'wait=60' });
    expect(response.headers.get('preference-applied')).toBe('wait=60');
    expect([response.status, (await json(response))['status']]).toEqual([200, 'cancelled']);
    telling.mockRestore();
  });

  it.each(['done', 'failed', 'cancelled'] as const)('of a submission that is %s changes nothing, and needs no Temporal', async (known) => {
    const id = await submitted(api().url, PLAIN);
    if (known === 'done') await complete(api().database.steps, id);
    else await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: known, failure: null });
    api().runs.away = true;
    const response = await cancel(id);
    expect([response.status, (await json(response))['status']]).toEqual([200, known]);
  });

  it('of a submission that was never started ends it by its row; sent again, it runs', async () => {
    const id = await neverStarted();
    const response = await cancel(id);
    expect([response.status, (await json(response))['status']]).toEqual([200, 'cancelled']);
    expect(api().runs.started).toEqual([]);
    expect(await json(await status(api().url, id))).toMatchObject({ status: 'cancelled' });

    expect(await submitted(api().url, PLAIN)).toBe(id);
    expect(api().runs.started).toHaveLength(1);
    expect((await cancel(id)).status).toBe(202);
  });

  it('again and again of one that is never started ends it each time', async () => {
    for (let i = 0; i < 2; i++) {
      await neverStarted();
      const id = (await api().database.submissions.listPending({ before: new Date(Date.now() + 60_000), after: null, limit: 1 }))[0]!.id;
      expect((await json(await cancel(id)))['status']).toBe('cancelled');
    }
  });

  it('reaches a run that another request started meanwhile', async () => {
    const id = await neverStarted();
    const { runs } = api();
    const asking = vi.spyOn(runs, 'runIds').mockImplementationOnce(async () => {
      await submit(api().url, PLAIN);
      return { own: [] };
    });
    expect((await json(await cancel(id)))['status']).toBe('cancelled');
    expect(runs.states.has(id)).toBe(false);
    expect((await api().database.submissions.find(id))!.endedRunId).toBe('run-1');
    asking.mockRestore();
  });

  it('does not reach what was sent again once it had ended', async () => {
    const id = await neverStarted();
    const { submissions } = api().database;
    const { endLife } = submissions;
    const ending = vi.spyOn(submissions, 'endLife').mockImplementationOnce(async (...given) => {
      const ended = await endLife(...given);
      expect((await submit(api().url, PLAIN)).status).toBe(202);
      return ended;
    });
    expect((await cancel(id)).status).toBe(202);
    ending.mockRestore();
    expect(api().runs.states.get(id)).toEqual(running('run-1'));
    expect(await submissions.find(id)).toMatchObject({ status: 'pending' });
  });

  it('is a 410 where the submission is erased while it waits', async () => {
    const id = await submitted(api().url, PLAIN);
    const { submissions } = api().database;
    const telling = vi.spyOn(api().runs, 'cancel').mockImplementation(async () => {
      setTimeout(() => void submissions.erase(id, 'deleted'), 20);
      return true;
    });
    expect(await problem(await cancel(id, { prefer: 'wait=60' }))).toMatchObject({ status: 410, code: 'gone' });
    telling.mockRestore();
  });

  it('of a run that an operator ended is not mistaken for another once it is sent again', async () => {
    const id = await submitted(api().url, PLAIN);
    api().runs.states.set(id, { kind: 'cancelled', runId: 'run-1' });
    expect((await json(await cancel(id)))['status']).toBe('cancelled');
    expect((await api().database.submissions.find(id))!.endedRunId).toBe('run-1');
  });
});
