import { describe, expect, it, vi } from 'vitest';
import { reconcile } from '../../../src/submissions/reconcile.ts';
import { startRun } from '../../../src/submissions/start.ts';
import type { Submission } from '../../../src/submissions/submission.ts';
import { letExpire, newSubmission } from '../../support/database.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, status, submit, submitted } from '../support/calls.ts';
import { running } from '../support/runs.ts';

const api = useApi();
const lifecycle = () => ({ submissions: api().database.submissions, runs: api().runs });

/** A row as it was listed: pending, and without a run. */
const listed = async () => (await api().database.submissions.accept(newSubmission('one'))).submission;
const end = (status: 'failed' | 'cancelled', runId = 'run-0') =>
  api().database.submissions.recordEnd({ submissionId: 'one', runId, status, failure: null });

/** What can become of a row after it was listed. */
const since: Record<string, (row: Submission) => Promise<unknown>> = {
  cancelled: () => end('cancelled'),
  failed: () => end('failed'),
  erased: () => api().database.submissions.erase('one', 'deleted'),
  expired: () => letExpire(api().database.dataSource, 'one'),
};

describe('a row that was read long ago', () => {
  it.each(Object.keys(since))('starts nothing where the submission has been %s since', async (what) => {
    const row = await listed();
    await since[what]!(row);
    expect(await reconcile(lifecycle(), row)).toMatchObject({ did: 'nothing' });
    expect(api().runs.started).toEqual([]);
  });

  it('starts nothing where the submission was sent again since: that is for its sender to do', async () => {
    const row = await listed();
    await end('failed');
    await listed();
    expect(await reconcile(lifecycle(), row)).toMatchObject({ did: 'nothing' });
    expect(api().runs.started).toEqual([]);
  });

  it('does not take the run that ended it for that of the attempt since, nor tells a webhook', async () => {
    const hook = { url: 'https://one.example/hook' };
    const { submissions } = api().database;
    const row = (await submissions.accept(newSubmission('one', { webhook: hook }))).submission;
    await end('failed', 'run-1');
    await submissions.accept(newSubmission('one', { webhook: hook }));
    api().runs.states.set('one', { kind: 'failed', runId: 'run-1', failure: { code: 'internal', detail: '', step: null } });
    expect(await reconcile(lifecycle(), row)).toMatchObject({ did: 'nothing' });
    expect(api().runs.delivered).toEqual([]);
    expect(await submissions.find('one')).toMatchObject({ status: 'pending' });
  });

  it('starts what is pending still', async () => {
    expect(await reconcile(lifecycle(), await listed())).toMatchObject({ did: 'started' });
    expect(api().runs.started).toHaveLength(1);
  });
});

describe('a run that was started too late', () => {
  it.each(Object.keys(since))('is taken back where the submission was %s in between', async (what) => {
    const row = await listed();
    const { runs } = api();
    const { start } = runs;
    const starting = vi.spyOn(runs, 'start').mockImplementationOnce(async (...given) => {
      await since[what]!(row);
      return start(...given);
    });
    const now = await startRun(lifecycle(), row);
    starting.mockRestore();
    expect(now?.status ?? 'gone').toBe(what === 'erased' || what === 'expired' ? 'gone' : what);
    expect(runs.started).toHaveLength(1);
    expect(runs.states.has('one')).toBe(false);
    // Nor would it be joined, where it is not gone yet.
    runs.states.set('one', running('run-1'));
    const { submission } = await api().database.submissions.accept(newSubmission('one'));
    if (what !== 'erased') expect(submission.endedRunId).toBe('run-1');
  });

  it('stays where the submission was sent again in between: it is that one\'s as well', async () => {
    const row = await listed();
    const { runs } = api();
    const { start } = runs;
    const starting = vi.spyOn(runs, 'start').mockImplementationOnce(async (...given) => {
      await end('failed');
      await listed();
      return start(...given);
    });
    expect(await startRun(lifecycle(), row)).toMatchObject({ status: 'pending' });
    starting.mockRestore();
    expect(runs.states.get('one')).toEqual(running('run-1'));
  });

  it('stays where it ended the submission itself', async () => {
    const row = await listed();
    const { runs } = api();
    const { start } = runs;
    const starting = vi.spyOn(runs, 'start').mockImplementationOnce(async (...given) => {
      const started = await start(...given);
      await end('failed', 'run-1');
      return started;
    });
    expect(await startRun(lifecycle(), row)).toMatchObject({ status: 'failed' });
    starting.mockRestore();
    expect(runs.erased).toEqual([]);
  });
});

describe('a submit', () => {
  it('is accepted anew where the submission is erased before its run is started', async () => {
    const { url, runs, database } = api();
    const id = await submitted(url, PLAIN);
    const { start } = runs;
    const starting = vi.spyOn(runs, 'start').mockImplementationOnce(async (...given) => {
      runs.states.delete(id);
      await database.submissions.erase(id, 'deleted');
      return start(...given);
    });
    expect((await submit(url, PLAIN)).status).toBe(202);
    starting.mockRestore();
    expect(await json(await status(url, id))).toMatchObject({ status: 'pending' });
    expect(runs.states.get(id)).toEqual(running('run-3'));
    expect(await database.submissions.loadArtifact((await database.submissions.find(id))!.portrait)).not.toBeNull();
  });

  it('is gone where it is erased each time', async () => {
    const { url, runs, database } = api();
    const { start } = runs;
    const starting = vi.spyOn(runs, 'start').mockImplementation(async (input, options) => {
      await database.submissions.erase(input.submissionId, 'deleted');
      return start(input, options);
    });
    const response = await submit(url, PLAIN);
    starting.mockRestore();
    expect([response.status, (await json(response))['code']]).toEqual([410, 'gone']);
    expect([...runs.states.keys()]).toEqual([]);
  });
});
