import { describe, expect, it } from 'vitest';
import { artifactOf, letExpire, newSubmission, useDatabase, waitForLocks } from '../support/database.ts';
import { left, record, runAll } from './support/whole-submission.ts';

const database = useDatabase();
const TIMINGS = { decode: 0, rotate: 0, contour: 0, render: 0 };

describe('erase', () => {
  it('finds nothing to erase of what is unknown, and leaves no trace of it', async () => {
    const { submissions } = database();
    expect(await submissions.erase('unknown', 'deleted')).toBeNull();
    expect(await submissions.findErased('unknown')).toBeNull();
  });

  it('takes everything of a submission that shares nothing, and leaves its trace', async () => {
    const { submissions } = database();
    const submission = newSubmission('one', { tenant: 'acme' });
    await submissions.accept(submission);
    const artifacts = [submission.portrait, submission.labelMap, submission.landmarks, ...(await runAll(database(), 'one', 'own'))];
    const erased = await submissions.erase('one', 'expired');
    expect(erased?.stepOutputs).toBe(4);
    expect(new Set(erased?.artifacts)).toEqual(new Set(artifacts.map(({ digest }) => digest)));
    expect(erased?.bytes).toBe(artifacts.reduce((sum, { bytes }) => sum + bytes.length, 0));
    expect(await left(database().dataSource)).toEqual({ artifact: 0, step_output: 0, submission: 0, submission_step: 0 });
    expect(await submissions.find('one')).toBeNull();
    expect(await submissions.findErased('one')).toEqual({ id: 'one', tenant: 'acme', erasedAt: expect.any(Date), reason: 'expired' });
  });

  it('is done once: again, and at the same time, there is nothing left', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('one'));
    await runAll(database(), 'one', 'own');
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => submissions.erase('one', 'deleted')));
    expect(outcomes.filter((outcome) => outcome !== null)).toHaveLength(1);
    expect(await submissions.erase('one', 'expired')).toBeNull();
    expect(await submissions.findErased('one')).toMatchObject({ reason: 'deleted' });
  });

  it('leaves what another submission uses until that is erased too', async () => {
    const { submissions, steps } = database();
    const portrait = artifactOf('one portrait');
    for (const id of ['one', 'two']) await submissions.accept(newSubmission(id, { portrait }));
    const [alignment, upright] = await runAll(database(), 'one', 'first');
    // The other one has turned the same portrait in the same way.
    expect([...(await steps.recall('two', ['first rotate', 'first contour'])).keys()]).toHaveLength(2);

    const erased = await submissions.erase('one', 'deleted');
    expect(erased?.stepOutputs).toBe(2);
    expect(erased?.artifacts).toContain(alignment!.digest);
    expect(erased?.artifacts).not.toContain(portrait.digest);
    expect((await steps.load([portrait.digest, upright!.digest])).size).toBe(2);
    expect((await steps.recall('two', ['first decode', 'first rotate', 'first contour'])).size).toBe(2);

    await submissions.erase('two', 'deleted');
    expect(await left(database().dataSource)).toEqual({ artifact: 0, step_output: 0, submission: 0, submission_step: 0 });
  });

  it('leaves artifacts that an output names which stays, and those that another submission has as its result', async () => {
    const { submissions, steps } = database();
    for (const id of ['one', 'two']) await submissions.accept(newSubmission(id));
    const [svg, document] = [artifactOf('<svg/>'), artifactOf('{}')];
    const result = { svg: svg.digest, document: document.digest, timings: TIMINGS };
    await steps.complete('one', 'run', record('render one', 'render', [svg, document]), result);
    await steps.complete('two', 'run', record('render two', 'render', [svg, document]), result);
    expect(await submissions.erase('one', 'deleted')).toMatchObject({ stepOutputs: 1, artifacts: { length: 3 } });
    expect(await submissions.findWithResult('two', 1000)).toMatchObject({ result: { svgDigest: svg.digest } });
  });

  it('leaves a submission alone that has not expired, where that is asked for', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('one'));
    expect(await submissions.erase('one', 'expired', 'expired')).toBeNull();
    expect(await submissions.find('one')).not.toBeNull();
    expect(await submissions.findErased('one')).toBeNull();
    await letExpire(database().dataSource, 'one');
    expect(await submissions.erase('one', 'expired', 'expired')).not.toBeNull();
  });

  it('leaves an attempt alone that was accepted since the one that is meant', async () => {
    const { submissions } = database();
    const { acceptance } = (await submissions.accept(newSubmission('one'))).submission;
    await submissions.recordEnd({ submissionId: 'one', runId: 'run', status: 'failed', failure: null });
    const { submission: again } = await submissions.accept(newSubmission('one'));
    expect(await submissions.erase('one', 'deleted', { acceptance })).toBeNull();
    expect(await submissions.find('one')).toEqual(again);
    expect(await submissions.erase('one', 'deleted', again)).not.toBeNull();
  });

  it('leaves an expired submission alone that is being sent again', async () => {
    const { submissions, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    await letExpire(dataSource, 'one');
    const blocker = dataSource.createQueryRunner();
    await blocker.query('BEGIN');
    await blocker.query(`UPDATE submission SET expires_at = now() + interval '1 hour' WHERE id = 'one'`);
    const erasing = submissions.erase('one', 'expired', 'expired');
    await waitForLocks(dataSource, 1);
    await blocker.query('COMMIT');
    await blocker.release();
    expect(await erasing).toBeNull();
    expect(await submissions.find('one')).not.toBeNull();
  });

  it('leaves a trace that is forgotten in its time', async () => {
    const { submissions, dataSource } = database();
    for (const id of ['a', 'b', 'c', 'kept']) {
      await submissions.accept(newSubmission(id));
      await submissions.erase(id, 'expired');
    }
    await dataSource.query(`UPDATE erased_submission SET erased_at = '2020-01-01' WHERE id <> 'kept'`);
    const before = new Date('2020-01-02');
    expect(await submissions.forgetErased({ before, limit: 2 })).toBe(2);
    expect(await submissions.forgetErased({ before, limit: 2 })).toBe(1);
    expect(await submissions.forgetErased({ before, limit: 2 })).toBe(0);
    expect(await submissions.findErased('a')).toBeNull();
    expect(await submissions.findErased('kept')).toMatchObject({ reason: 'expired' });
  });

  it('is undone by sending the submission again', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('one'));
    await submissions.erase('one', 'deleted');
    expect(await submissions.accept(newSubmission('one'))).toMatchObject({ accepted: true });
    expect(await submissions.findErased('one')).toBeNull();
    expect(await database().dataSource.query('SELECT FROM erased_submission')).toEqual([]);
    await submissions.erase('one', 'expired');
    expect(await submissions.findErased('one')).toMatchObject({ reason: 'expired' });
  });

  it('waits for a step that is writing, and takes what it has written', async () => {
    const { submissions, steps, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    const [first, second] = [artifactOf('first'), artifactOf('second')];
    await steps.remember('one', record('first', 'decode', [first]));
    // The step waits for its output's row with its artifact written and the submission not yet asked for.
    const blocker = dataSource.createQueryRunner();
    await blocker.query('BEGIN');
    await blocker.query(`INSERT INTO step_output (key, step, output, artifacts) VALUES ('second', 'rotate', '{}', '{}')`);
    const remembering = steps.remember('one', record('second', 'rotate', [second]));
    await waitForLocks(dataSource, 1);
    // Erasing has seen the first output only, and waits for the row that a submit holds.
    const submit = dataSource.createQueryRunner();
    await submit.query('BEGIN');
    await submit.query(`SELECT FROM submission WHERE id = 'one' FOR KEY SHARE`);
    const erasing = submissions.erase('one', 'deleted');
    await waitForLocks(dataSource, 2);
    await blocker.query('ROLLBACK');
    await blocker.release();
    await remembering;
    await submit.query('COMMIT');
    await submit.release();
    expect(await erasing).toMatchObject({ stepOutputs: 2, artifacts: expect.arrayContaining([first.digest, second.digest]) });
    expect(await left(database().dataSource)).toEqual({ artifact: 0, step_output: 0, submission: 0, submission_step: 0 });
  });

  it('makes a submit wait that needs the same artifacts, which are stored anew', async () => {
    const { submissions, steps, dataSource } = database();
    const submission = newSubmission('one');
    await submissions.accept(submission);
    const blocker = dataSource.createQueryRunner();
    await blocker.query('BEGIN');
    await blocker.query(`SELECT FROM submission WHERE id = 'one' FOR UPDATE`);
    const erasing = submissions.erase('one', 'deleted');
    await waitForLocks(dataSource, 1);
    const accepting = submissions.accept(submission);
    await waitForLocks(dataSource, 2);
    await blocker.query('COMMIT');
    await blocker.release();
    expect(await erasing).toMatchObject({ artifacts: { length: 3 } });
    expect(await accepting).toMatchObject({ accepted: true });
    expect(await submissions.findErased('one')).toBeNull();
    expect((await steps.load([submission.portrait.digest, submission.labelMap.digest, submission.landmarks.digest])).size).toBe(3);
  });
});

describe('eraseExpired', () => {
  it('takes a set of submissions at once, what they share too, and leaves what has not expired', async () => {
    const { submissions, dataSource } = database();
    const portrait = artifactOf('of all');
    for (const id of ['one', 'two', 'kept']) {
      await submissions.accept(newSubmission(id, { portrait }));
      await runAll(database(), id, `of ${id === 'kept' ? id : 'both'}`);
    }
    for (const id of ['one', 'two']) await letExpire(dataSource, id);
    const before = await left(database().dataSource);
    expect(await submissions.eraseExpired([])).toEqual({ submissions: 0, stepOutputs: 0, artifacts: [], bytes: 0 });
    const erased = await submissions.eraseExpired(['two', 'kept', 'unknown', 'one']);
    // Of each its map and landmarks, and once what they have in common; the portrait is another one's as well.
    expect(erased).toMatchObject({ submissions: 2, stepOutputs: 4, artifacts: { length: 2 * 2 + 5 } });
    expect(await left(database().dataSource)).toEqual({
      artifact: before.artifact - 9,
      step_output: before.step_output - 4,
      submission: 1,
      submission_step: 4,
    });
    expect(await submissions.find('kept')).toMatchObject({ status: 'done', portrait: portrait.digest });
    for (const id of ['one', 'two']) expect(await submissions.findErased(id)).toMatchObject({ reason: 'expired' });
  });

  it('is done once by many at once, in sets that overlap', async () => {
    const { submissions, dataSource } = database();
    const ids = Array.from({ length: 12 }, (_, index) => `of ${index}`);
    for (const [index, id] of ids.entries()) {
      await submissions.accept(newSubmission(id, { portrait: artifactOf(`portrait ${index % 3}`) }));
      await runAll(database(), id, `steps ${index % 4}`);
      await letExpire(dataSource, id);
    }
    const sets = Array.from({ length: 8 }, (_, turn) => ids.map((_id, index) => ids[(index * 5 + turn * 7) % 12]!).slice(0, 8));
    const erased = await Promise.all(sets.map((set) => submissions.eraseExpired(set)));
    expect(erased.reduce((sum, { submissions: count }) => sum + count, 0)).toBe(12);
    expect(await left(database().dataSource)).toEqual({ artifact: 0, step_output: 0, submission: 0, submission_step: 0 });
  });
});
