import { describe, expect, it, vi } from 'vitest';
import { eraseExpired } from '../../../src/submissions/housekeeping/erase-expired.ts';
import type { ErasedSubmissions, ExpiredSubmission } from '../../../src/submissions/housekeeping/ports.ts';
import { letExpire } from '../../support/database.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, routesOf, status, submit, SUBMISSIONS, submitted, without } from '../support/calls.ts';
import { complete } from '../support/result.ts';
import { running } from '../support/runs.ts';

const api = useApi();
const expire = (id: string) => letExpire(api().database.dataSource, id);
const draw = (id: string, body: unknown) =>
  fetch(`${api().url}${SUBMISSIONS}/${id}/drawings`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

/** One that is done and expired, and that nobody has erased yet. */
async function over(body: Record<string, unknown> = PLAIN): Promise<string> {
  const id = await submitted(api().url, body);
  await complete(api().database.steps, id);
  api().runs.states.set(id, { kind: 'completed', runId: `run-${api().runs.started.length}` });
  await expire(id);
  return id;
}

describe('an expired submission that nobody has erased yet', () => {
  it('is gone on every route, and in no list', async () => {
    const { url, runs } = api();
    const id = await over();
    const before = runs.calls;
    for (const [method, path] of routesOf(id)) {
      expect(await problem(await fetch(url + path, { method })), path).toMatchObject({ status: 410, code: 'gone', detail: expect.stringContaining('kept as long as') });
    }
    expect(await problem(await draw(id, { measures: true }))).toMatchObject({ status: 410, code: 'gone' });
    expect(await json(await fetch(url + SUBMISSIONS))).toEqual({ submissions: [], next: null });
    expect(runs.calls).toBe(before);
  });

  it('sent again is accepted anew, and what comes of it is not erased in its place', async () => {
    const { url, runs, database } = api();
    const id = await over();
    const listed = await database.submissions.expired({ after: null, limit: 10 });
    const response = await submit(url, PLAIN);
    expect([response.status, await json(response)]).toEqual([202, expect.objectContaining({ id, status: 'pending' })]);
    expect(runs.started).toHaveLength(2);
    expect(await eraseExpired({ submissions: database.submissions, runs }, listed)).toMatchObject({ submissions: 0 });
    expect(runs.states.get(id)).toEqual(running('run-2'));
    await complete(database.steps, id);
    expect(await json(await status(url, id))).toMatchObject({ status: 'done', svg: expect.any(String) });
  });

  it('is drawn anew where an equal drawing has expired', async () => {
    const { url, database } = api();
    const id = await submitted(url, PLAIN);
    const { id: drawn } = await json(await draw(id, { measures: true }));
    await complete(database.steps, drawn);
    await expire(drawn);
    const response = await draw(id, { measures: true });
    expect([response.status, (await json(response))['id']]).toEqual([202, drawn]);
    expect((await database.submissions.find(drawn))!.expiresAt).toEqual((await database.submissions.find(id))!.expiresAt);
  });

  it('still at work goes on with its run where it is sent again', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    await expire(id);
    expect((await status(url, id)).status).toBe(410);
    expect(await submitted(url, PLAIN)).toBe(id);
    expect(runs.started).toHaveLength(1);
    await complete(database.steps, id);
    expect((await status(url, id)).status).toBe(200);
  });

  it.each(['submit', 'status'] as const)('is gone for who waits for its end, too: %s', async (route) => {
    const { url } = api();
    const id = await submitted(url, PLAIN);
    const prefer = { prefer: 'wait=60' };
    const listening = vi.spyOn(api().deps.endedListener, 'waitFor');
    const waiting = route === 'submit' ? submit(url, PLAIN, prefer) : status(url, id, prefer);
    await expect.poll(() => listening.mock.calls.length).toBe(1);
    await expire(id);
    expect(await problem(await waiting)).toMatchObject({ status: 410, code: 'gone' });
    listening.mockRestore();
  });
});

/** With a webhook there may be a run that tells it, which the row does not know. */
const TOLD = { ...PLAIN, options: { webhook: { url: 'https://hooks.example/one' } } };

describe('housekeeping', () => {
  const lifecycle = () => ({ submissions: api().database.submissions, runs: api().runs });
  const listed = () => api().database.submissions.expired({ after: null, limit: 10 });
  const erase = async (expired?: ExpiredSubmission[]): Promise<ErasedSubmissions> => eraseExpired(lifecycle(), expired ?? (await listed()));

  it('erases what has expired with the runs it had, twice at once', async () => {
    const { runs, database } = api();
    const id = await over();
    const [one, two] = [await listed(), await listed()];
    const erased = await Promise.all([erase(one), erase(two)]);
    expect(erased.reduce((sum, { submissions }) => sum + submissions, 0)).toBe(1);
    expect(runs.states.has(id)).toBe(false);
    expect(await database.submissions.findErased(id)).toMatchObject({ reason: 'expired' });
    expect(await database.dataSource.query('SELECT FROM artifact')).toEqual([]);
  });

  it('leaves what has not expired, and its run', async () => {
    const id = await submitted(api().url, PLAIN);
    expect(await erase()).toMatchObject({ submissions: 0 });
    expect(api().runs.erased).toEqual([]);
    expect((await status(api().url, id)).status).toBe(200);
  });

  it.each(['latestRunIds', 'erase'] as const)('leaves what is sent again while it is at it, and its run: before %s', async (call) => {
    const { url, runs, database } = api();
    const id = await over(TOLD);
    const between = vi.spyOn(runs, call).mockImplementationOnce(async (...given: any[]) => {
      expect((await submit(url, PLAIN)).status).toBe(202);
      return (runs[call] as (...all: any[]) => Promise<any>)(...given);
    });
    expect(await erase()).toMatchObject({ submissions: 0 });
    between.mockRestore();
    expect(runs.states.get(id)).toEqual(running('run-2'));
    expect(await database.submissions.find(id)).toMatchObject({ status: 'pending' });
  });

  it('takes none of the runs that came since it saw that the time is over', async () => {
    const { url, runs, database } = api();
    const id = await over(TOLD);
    const { endLife } = database.submissions;
    const between = vi.spyOn(database.submissions, 'endLife').mockImplementationOnce(async (...given) => {
      const ended = await endLife(...given);
      expect((await submit(url, PLAIN)).status).toBe(202);
      return ended;
    });
    expect(await erase()).toMatchObject({ submissions: 0 });
    between.mockRestore();
    expect(runs.states.get(id)).toEqual(running('run-2'));
    expect(await database.submissions.find(id)).toMatchObject({ status: 'pending' });
  });

  it('ends the run of one that expired at work; sent again meanwhile, it does not join that', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    await expire(id);
    const between = vi.spyOn(runs, 'erase').mockImplementationOnce(async (...given) => {
      expect((await submit(url, PLAIN)).status).toBe(202);
      return runs.erase(...given);
    });
    expect(await erase()).toMatchObject({ submissions: 0 });
    between.mockRestore();
    expect(runs.states.get(id)).toEqual(running('run-2'));
    expect(await database.submissions.find(id)).toMatchObject({ status: 'pending', endedRunId: 'run-1' });
  });

  it('asks Temporal for nothing where the row knows the runs, those of former attempts too', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    await database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure: null });
    await submitted(url, PLAIN);
    await database.submissions.recordEnd({ submissionId: id, runId: 'run-2', status: 'failed', failure: null });
    await expire(id);
    const [latest, erased] = [vi.spyOn(runs, 'latestRunIds'), vi.spyOn(runs, 'erase')];
    expect(await erase()).toMatchObject({ submissions: 1 });
    expect(latest).not.toHaveBeenCalled();
    expect(erased).toHaveBeenCalledExactlyOnceWith(id, { own: ['run-1', 'run-2'] });
  });

  it('deletes the runs that told a webhook, as far as they have written it down, and the latest', async () => {
    const { runs, database } = api();
    const id = await over(TOLD);
    const attempt = { attempt: 1, urlHost: '', statusCode: 200, error: null, nextAttemptAt: null };
    for (const runId of ['told-1', 'told-2', 'told-2']) await database.submissions.recordDelivery(id, attempt, runId);
    vi.spyOn(runs, 'latestRunIds').mockResolvedValueOnce({ own: ['run-1'], deliveries: ['told-3'] });
    const erased = vi.spyOn(runs, 'erase');
    expect(await erase()).toMatchObject({ submissions: 1 });
    expect(erased).toHaveBeenCalledExactlyOnceWith(id, { own: ['run-1'], deliveries: ['told-1', 'told-2', 'told-3'] });
  });

  it('leaves what others hold', async () => {
    const { url, database } = api();
    await over();
    const other = await submitted(url, without(PLAIN, 1));
    expect(await erase()).toMatchObject({ submissions: 1, stepOutputs: 1 });
    const row = (await database.submissions.find(other))!;
    for (const digest of [row.portrait, row.labelMap, row.landmarks]) expect(await database.submissions.loadArtifact(digest)).not.toBeNull();
  });
});
