import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Artifact, StepRecord } from '../../src/submissions/steps/ports.ts';
import { artifactOf, newSubmission, useDatabase, waitForLocks } from '../support/database.ts';

const database = useDatabase();
const TIMINGS = { decode: 1, rotate: 2, contour: 3, render: 4 };
const svg = artifactOf('<svg/>', 'image/svg+xml');
const document = artifactOf('{"frame":"upright"}', 'application/json');
/** Artifacts that a submission is sent as. */
const SENT = 3;
const RESULT = { svg: svg.digest, document: document.digest, timings: TIMINGS };

describe('load', () => {
  it('refuses where any artifact is missing', async () => {
    const { steps } = database();
    const there = artifactOf('there');
    await steps.remember(await known(), record('key', [there]));
    await expect(steps.load([there.digest, artifactOf('missing').digest])).rejects.toMatchObject({ code: 'not_found' });
  });

  it('answers with the bytes, each once', async () => {
    const { steps } = database();
    const artifacts = [artifactOf('one'), artifactOf('two'), artifactOf('')];
    await steps.remember(await known(), record('key', artifacts));
    const digests = artifacts.map(({ digest }) => digest);
    const loaded = await steps.load([...digests, ...digests]);
    expect([...loaded.keys()].sort()).toEqual([...digests].sort());
    expect(artifacts.map(({ digest }) => String(loaded.get(digest)))).toEqual(['one', 'two', '']);
    expect(await steps.load([])).toEqual(new Map());
  });

  it('takes a portrait of 32 MiB, written in one statement', async () => {
    const { steps, submissions } = database();
    const portrait = artifactOf(randomBytes(32 * 2 ** 20), 'image/png');
    const { accepted } = await submissions.accept(newSubmission('large', { portrait }));
    expect(accepted).toBe(true);
    const bytes = (await steps.load([portrait.digest])).get(portrait.digest);
    expect(Buffer.compare(bytes ?? Buffer.of(), portrait.bytes)).toBe(0);
  });
});

describe('remember', () => {
  it('recalls nothing under unknown keys', async () => {
    expect(await database().steps.recall(await known(), ['never heard of'])).toEqual(new Map());
    expect(await database().steps.recall(await known(), [])).toEqual(new Map());
  });

  it('refuses an artifact whose digest is none', async () => {
    const bent = { ...artifactOf('bytes'), digest: 'abc' };
    await expect(database().steps.remember(await known(), record('key', [bent]))).rejects.toMatchObject({ code: 'internal' });
    expect(await database().steps.recall(await known(), ['key'])).toEqual(new Map());
  });

  it('has one effect however often it is called', async () => {
    const { steps } = database();
    await steps.remember(await known(), record('key', [svg], { first: true }));
    await steps.remember(await known(), record('key', [svg], { first: false }));
    expect(await count('artifact')).toBe(SENT + 1);
    expect(await count('step_output')).toBe(1);
    expect(await steps.recall(await known(), ['key'])).toEqual(new Map([['key', { first: true }]]));
  });

  it('takes a record without artifacts', async () => {
    await database().steps.remember(await known(), record('key', []));
    expect(await database().steps.recall(await known(), ['key'])).toEqual(new Map([['key', {}]]));
  });

  it('recalls by the way what comes next', async () => {
    const { steps } = database();
    await steps.remember(await known(), record('rotate', [artifactOf('upright')], { bytes: 7 }));
    const next = await steps.remember(await known(), record('decode', [artifactOf('alignment')]), ['rotate', 'contour']);
    expect(next).toEqual(new Map([['rotate', { bytes: 7 }]]));
  });

  it('forgets an output of which an artifact has been erased, until the step has run again', async () => {
    const { steps, dataSource } = database();
    const [kept, erased, other] = [artifactOf('kept'), artifactOf('erased'), artifactOf('other')];
    await steps.remember(await known(), record('key', [kept, erased], { run: 1 }));
    await dataSource.query('DELETE FROM artifact WHERE digest = $1', [erased.digest]);
    expect(await steps.recall(await known(), ['key'])).toEqual(new Map());
    expect(await steps.remember(await known(), record('before', []), ['key'])).toEqual(new Map());

    await steps.remember(await known(), record('key', [kept, other], { run: 2 }));
    expect(await steps.recall(await known(), ['key'])).toEqual(new Map([['key', { run: 2 }]]));
  });

  it('lets many store the same artifacts at once, named in any order', async () => {
    const { steps } = database();
    const submission = await known();
    const artifacts = Array.from({ length: 8 }, (_, index) => artifactOf(randomBytes(50_000 + index)));
    await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const turned = [...artifacts.slice(index % 8), ...artifacts.slice(0, index % 8)];
        return steps.remember(submission, record(`key ${index % 3}`, index % 2 === 0 ? turned : turned.reverse()));
      }),
    );
    expect(await count('artifact')).toBe(SENT + 8);
    expect(await count('step_output')).toBe(3);
  });
});

describe('what a submission uses', () => {
  it('is nothing, and nothing is recalled or written, where it is unknown', async () => {
    const { steps } = database();
    await steps.remember(await known(), record('there', [svg]));
    expect(await steps.recall('unknown', ['there'])).toEqual(new Map());
    expect(await steps.remember('unknown', record('new', [document]), ['there'])).toEqual(new Map());
    expect([await count('step_output'), await count('artifact'), await uses('unknown')]).toEqual([1, SENT + 1, []]);
  });

  it('is what its steps remember, recall, and choose of what comes next, each once', async () => {
    const { steps, submissions } = database();
    for (const id of ['one', 'two', 'three']) await submissions.accept(newSubmission(id));
    await steps.remember('one', record('rotate', []));
    await steps.remember('one', record('contour', []), ['not there']);
    await steps.remember('two', record('decode', []), ['rotate', 'contour', 'not there']);
    await steps.recall('three', ['decode', 'not there']);
    await steps.recall('three', ['decode']);
    await steps.complete('three', 'run-1', record('render', [svg, document]), RESULT);
    expect(await uses('one')).toEqual(['contour', 'rotate']);
    expect(await uses('two')).toEqual(['contour', 'decode', 'rotate']);
    expect(await uses('three')).toEqual(['decode', 'render']);
  });

  it('is told by step', async () => {
    const { steps, submissions } = database();
    await submissions.accept(newSubmission('one'));
    await steps.remember('one', { ...record('a', [], { alignment: 1 }), step: 'decode' });
    await steps.remember('one', { ...record('b', [], { upright: 2 }), step: 'rotate' });
    expect(await submissions.stepOutputs('one')).toEqual(
      new Map([['decode', { alignment: 1 }], ['rotate', { upright: 2 }]]),
    );
  });
});

describe('what is remembered', () => {
  const TENANTS = ['clinic', 'other', null];

  it('is kept for each tenant, and for who is none, by itself: no call tells what others have sent', async () => {
    const { steps, submissions } = database();
    for (const tenant of TENANTS) {
      const id = String(tenant);
      await submissions.accept(newSubmission(id, { tenant }));
      expect(await steps.recall(id, ['key'])).toEqual(new Map());
      expect(await steps.remember(id, record('before', []), ['key'])).toEqual(new Map());
      await steps.remember(id, record('key', [svg], { of: tenant }));
    }
    for (const tenant of TENANTS) {
      await submissions.accept(newSubmission(`another of ${tenant}`, { tenant }));
      expect(await steps.recall(`another of ${tenant}`, ['key'])).toEqual(new Map([['key', { of: tenant }]]));
    }
  });

  it('shares artifacts all the same, and goes with the submissions of its tenant', async () => {
    const { steps, submissions } = database();
    for (const tenant of ['clinic', 'other']) {
      await submissions.accept(newSubmission(tenant, { tenant }));
      await steps.remember(tenant, record('key', [artifactOf('upright')], { of: tenant }));
      await steps.complete(tenant, 'run-1', record('render', [svg, document]), RESULT);
    }
    expect(await count('artifact')).toBe(2 * SENT + 3);
    const erased = await submissions.erase('clinic', 'deleted');
    expect([erased?.stepOutputs, erased?.artifacts.length]).toEqual([2, SENT]);
    expect(await steps.recall('other', ['key', 'render'])).toEqual(new Map([['key', { of: 'other' }], ['render', {}]]));
  });

  it('keeps its keys where there are no tenants', async () => {
    await database().steps.remember(await known(), record('key', []));
    expect(await uses('known')).toEqual(['key']);
  });
});

describe('complete', () => {
  it('writes nothing for a submission that is unknown', async () => {
    const { steps, submissions } = database();
    await steps.complete('unknown', 'run-1', record('render', [svg, document]), RESULT);
    expect(await submissions.find('unknown')).toBeNull();
    expect([await count('step_output'), await count('artifact'), await count('submission_step')]).toEqual([0, 0, 0]);
  });

  it('leaves alone what has ended, and remembers the step all the same', async () => {
    const { steps, submissions } = database();
    await submissions.accept(newSubmission('one'));
    await steps.recordEnd({ submissionId: 'one', runId: 'run-1', status: 'cancelled', failure: null });
    await steps.complete('one', 'run-1', record('render one', [svg, document]), RESULT);
    expect(await submissions.findWithResult('one', 1000)).toMatchObject({ submission: { status: 'cancelled' }, result: null });
    expect(await uses('one')).toEqual(['render one']);
  });

  it('stands where the end that was recorded is that of another run', async () => {
    const { steps, submissions } = database();
    await submissions.accept(newSubmission('one'));
    const failure = { code: 'terminated', detail: 'gone', step: null };
    await steps.recordEnd({ submissionId: 'one', runId: 'the run before', status: 'failed', failure });
    await steps.complete('one', 'run-1', record('render', [svg, document]), RESULT);
    expect(await submissions.findWithResult('one', 1000)).toMatchObject({
      submission: { status: 'done', failure: null },
      result: { svgDigest: svg.digest },
    });
  });

  it('refuses a result that is no artifact', async () => {
    const { steps, submissions } = database();
    await submissions.accept(newSubmission('one'));
    await expect(steps.complete('one', 'run-1', record('render', [svg]), RESULT)).rejects.toMatchObject({ code: 'internal' });
    expect(await submissions.find('one')).toMatchObject({ status: 'pending' });
  });

  it('ends the submission as done, once', async () => {
    const { steps, submissions } = database();
    await submissions.accept(newSubmission('one'));
    await steps.complete('one', 'run-1', record('render', [svg, document]), RESULT);
    const first = await submissions.findWithResult('one', 1000);
    await steps.complete('one', 'run-1', record('render', [svg, document]), RESULT);
    await steps.recordEnd({ submissionId: 'one', runId: 'run', status: 'cancelled', failure: null });
    expect(await submissions.findWithResult('one', 1000)).toEqual(first);
    expect(first?.submission.endedAt).toBeInstanceOf(Date);
    expect(first?.result).toEqual({
      svg: { bytes: Buffer.from('<svg/>'), size: 6 },
      svgDigest: svg.digest,
      document: document.bytes,
      timings: TIMINGS,
    });
  });

  it.each([
    ['undoes it', 'UPDATE submission SET delay_ms = 1', 'ROLLBACK', 'done'],
    ['leaves it pending', 'UPDATE submission SET delay_ms = 1', 'COMMIT', 'done'],
    ['ends it', `UPDATE submission SET status = 'cancelled', ended_at = now(), ended_run_id = 'run-1'`, 'COMMIT', 'cancelled'],
  ])('waits for who is changing the row, and sees that he %s', async (_, change, outcome, status) => {
    const { steps, submissions, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    const other = dataSource.createQueryRunner();
    await other.query('BEGIN');
    await other.query(change);
    const completing = steps.complete('one', 'run-1', record('render', [svg, document]), RESULT);
    await waitForLocks(dataSource, 1);
    await other.query(outcome);
    await other.release();
    await completing;
    expect(await submissions.find('one')).toMatchObject({ status });
    expect((await steps.recall(await known(), ['render'])).size).toBe(1);
  });

  it('and its opposites: exactly one of several at once ends the submission', async () => {
    const { steps, submissions } = database();
    const ids = Array.from({ length: 20 }, (_, index) => `submission ${index}`);
    await Promise.all(ids.map((id) => submissions.accept(newSubmission(id))));
    const ends = await Promise.all(
      ids.map(async (submissionId) => {
        const [, failed, cancelled] = await Promise.all([
          steps.complete(submissionId, 'run-1', record('render', [svg, document]), RESULT),
          submissions.recordEnd({ submissionId, runId: 'run-1', status: 'failed', failure: null }),
          submissions.recordEnd({ submissionId, runId: 'run-1', status: 'cancelled', failure: null }),
        ]);
        const row = await submissions.findWithResult(submissionId, 1000);
        const wins = [row?.submission.status === 'done', failed, cancelled].filter(Boolean).length;
        return { wins, consistent: (row?.submission.status === 'done') === (row?.result !== null) };
      }),
    );
    expect(ends).toEqual(ids.map(() => ({ wins: 1, consistent: true })));
  });
});

/** A submission that steps can write for. */
async function known(): Promise<string> {
  await database().submissions.accept(newSubmission('known'));
  return 'known';
}

async function uses(submissionId: string): Promise<string[]> {
  const sql = 'SELECT step_key FROM submission_step WHERE submission_id = $1 ORDER BY step_key';
  return (await database().dataSource.query(sql, [submissionId])).map((row: { step_key: string }) => row.step_key);
}

function record(key: string, artifacts: readonly Artifact[], output: object = {}): StepRecord {
  return { key, step: 'render', output, artifacts };
}

async function count(table: string): Promise<number> {
  const [row] = await database().dataSource.query(`SELECT count(*)::int AS count FROM ${table}`);
  return row.count;
}
