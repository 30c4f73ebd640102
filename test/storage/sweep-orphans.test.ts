import { describe, expect, it, vi } from 'vitest';
import { createDataSource } from '../../src/storage/data-source.ts';
import { createStores } from '../../src/storage/stores.ts';
import { sweepOrphans } from '../../src/storage/sweep-orphans.ts';
import type { SweptOrphans } from '../../src/submissions/housekeeping/ports.ts';
import { artifactOf, newSubmission, RETENTION_MS, useDatabase, waitForLocks } from '../support/database.ts';
import { left, record, runAll } from './support/whole-submission.ts';

const database = useDatabase();
const LATER = () => new Date(Date.now() + 60_000);
const NEW_PROCESS = { cacheBytes: 0, retentionMs: RETENTION_MS };

describe('sweepOrphans', () => {
  it('takes what nothing uses and is old, and nothing else, in slices', async () => {
    const { submissions, steps, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    await runAll(database(), 'one', 'used');
    for (const name of ['a', 'b', 'c']) await steps.remember('one', record(`orphan ${name}`, 'rotate', [artifactOf(name)]));
    await dataSource.query(`DELETE FROM submission_step WHERE step_key LIKE 'orphan %'`);
    const before = await left(database().dataSource);

    const none = { stepOutputs: 0, artifacts: [], bytes: 0 };
    expect(await submissions.sweepOrphans({ olderThan: new Date(0), limit: 100 })).toEqual({ ...none, more: false });
    // Seven outputs, then eleven artifacts; the last slice of outputs is not full, and goes on with artifacts.
    const swept: SweptOrphans[] = [];
    do swept.push(await createStores(dataSource, NEW_PROCESS).submissions.sweepOrphans({ olderThan: LATER(), limit: 3 }));
    while (swept.at(-1)!.more);
    expect(swept).toHaveLength(6);
    expect(swept.reduce((sum, { stepOutputs }) => sum + stepOutputs, 0)).toBe(3);
    expect(new Set(swept.flatMap(({ artifacts }) => artifacts))).toEqual(new Set(['a', 'b', 'c'].map((name) => artifactOf(name).digest)));
    expect(swept.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(3);
    expect(await left(database().dataSource)).toEqual({ ...before, artifact: before.artifact - 3, step_output: before.step_output - 3 });
    expect(await submissions.sweepOrphans({ olderThan: LATER(), limit: 100 })).toEqual({ ...none, more: false });
  });

  it('looks through less at once where the database cannot look through so much in time', async () => {
    const { submissions, steps, url } = database();
    await submissions.accept(newSubmission('one'));
    for (let i = 0; i < 30; i++) await steps.remember('one', record(`orphan ${i}`, 'rotate', []));
    await database().dataSource.query('DELETE FROM submission_step');
    const slow = createDataSource({ url, poolSize: 1 });
    await slow.initialize();
    try {
      // As a database that has no time for more than seven rows.
      const query = slow.createQueryRunner;
      vi.spyOn(slow, 'createQueryRunner').mockImplementation((...mode) => {
        const runner = query.apply(slow, mode);
        const run = runner.query.bind(runner);
        runner.query = (async (sql: string, values: unknown[], structured: true) =>
          sql.includes('slice') && Number(values[1]) > 7 ? run('DO $$ BEGIN RAISE query_canceled; END $$') : run(sql, values, structured)) as typeof runner.query;
        return runner;
      });
      expect(await sweepOrphans(slow, { olderThan: LATER(), limit: 112 })).toMatchObject({ stepOutputs: 7, more: true });
      expect(await sweepOrphans(slow, { olderThan: LATER(), limit: 7 })).toMatchObject({ stepOutputs: 7, more: true });
    } finally {
      await slow.destroy();
    }
  });

  it('passes over what is being used at this moment', async () => {
    const { submissions, steps, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    await steps.remember('one', record('orphan', 'rotate', [artifactOf('upright')]));
    await dataSource.query('DELETE FROM submission_step');
    const blocker = dataSource.createQueryRunner();
    await blocker.query('BEGIN');
    await blocker.query(`SELECT FROM submission WHERE id = 'one' FOR UPDATE`);
    const recalling = steps.recall('one', ['orphan']);
    await waitForLocks(dataSource, 1);
    expect(await submissions.sweepOrphans({ olderThan: LATER(), limit: 10 })).toMatchObject({ stepOutputs: 0 });
    await blocker.query('COMMIT');
    await blocker.release();
    expect((await recalling).size).toBe(1);
    expect(await submissions.sweepOrphans({ olderThan: LATER(), limit: 10 })).toMatchObject({ stepOutputs: 0 });
  });
});
