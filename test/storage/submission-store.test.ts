import { afterEach, describe, expect, it } from 'vitest';
import { Client } from 'pg';
import { ENGINE_VERSION } from '../../src/contract/run.ts';
import type { RecordEndInput } from '../../src/contract/steps.ts';
import { createDataSource } from '../../src/storage/data-source.ts';
import { createStores } from '../../src/storage/stores.ts';
import { artifactOf, completeSubmission, newSubmission, RETENTION_MS, useDatabase, waitForLocks } from '../support/database.ts';
import { OPTIONS } from '../support/submission-input.ts';

const database = useDatabase();
const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

describe('an unknown id', () => {
  it.each(['unknown', '', 'with\0NUL', '\ud800'])('%j is not found, and not an error', async (id) => {
    const { submissions } = database();
    expect(await submissions.find(id)).toBeNull();
    expect(await submissions.findWithResult(id, 1000)).toBeNull();
    expect(await submissions.findErased(id)).toBeNull();
    expect(await submissions.loadArtifact(id)).toBeNull();
    expect(await submissions.describeArtifact(id)).toBeNull();
    expect(await submissions.stepOutputs(id)).toEqual(new Map());
    expect(await submissions.erase(id, 'deleted')).toBeNull();
  });

  it('cannot be ended', async () => {
    expect(await database().submissions.recordEnd(end('unknown', 'run', 'failed'))).toBe(false);
  });
});

describe('accept', () => {
  it.each([[1_000, 1_000], [2 * RETENTION_MS, RETENTION_MS], [null, RETENTION_MS]])('keeps a row for which %s ms are asked for %s ms', async (retentionMs, keptMs) => {
    const { submission } = await database().submissions.accept(newSubmission('one', { retentionMs }));
    expect(submission.expiresAt.getTime() - submission.acceptedAt.getTime()).toBe(keptMs);
  });

  it('stores the row and its artifacts', async () => {
    const { submissions, steps } = database();
    const submission = newSubmission('one', { delayMs: 7 });
    const { submission: row, accepted } = await submissions.accept(submission);
    expect(accepted).toBe(true);
    expect(row).toEqual({
      id: 'one',
      tenant: null,
      status: 'pending',
      portrait: submission.portrait.digest,
      labelMap: submission.labelMap.digest,
      landmarks: submission.landmarks.digest,
      options: OPTIONS,
      delayMs: 7,
      engine: ENGINE_VERSION,
      createdAt: expect.any(Date),
      acceptedAt: row.createdAt,
      acceptance: expect.stringMatching(/^[0-9a-f-]{36}$/),
      endedAt: null,
      expiresAt: new Date(row.acceptedAt.getTime() + RETENTION_MS),
      failure: null,
      endedRunId: null,
      imageName: null,
      svg: null,
      document: null,
      timings: null,
      webhook: null,
    });
    expect(await submissions.find('one')).toEqual(row);
    expect(await submissions.findWithResult('one', 1000)).toEqual({ submission: row, result: null });
    expect((await steps.load([row.portrait, row.labelMap, row.landmarks])).size).toBe(3);
  });

  it('finds the row that is there and leaves it as it is', async () => {
    const { submissions } = database();
    const first = await submissions.accept(newSubmission('one'));
    const second = await submissions.accept(newSubmission('one', { delayMs: 99 }));
    expect(second).toEqual({ submission: first.submission, accepted: false });
  });

  it('makes a failed or cancelled one pending again, and keeps which run had ended it', async () => {
    const { submissions } = database();
    for (const status of ['failed', 'cancelled'] as const) {
      const before = (await submissions.accept(newSubmission(status))).submission;
      await submissions.recordEnd(end(status, 'run 1', status));
      const { submission, accepted } = await submissions.accept(newSubmission(status, { delayMs: 5 }));
      expect(accepted).toBe(true);
      expect(submission).toMatchObject({ status: 'pending', endedAt: null, failure: null, endedRunId: 'run 1', delayMs: 5 });
      expect(submission.createdAt).toEqual(before.createdAt);
      expect(submission.acceptedAt.getTime()).toBeGreaterThanOrEqual(before.acceptedAt.getTime());
    }
  });

  it('keeps the tenant, and of the webhooks the one that was named last', async () => {
    const { submissions } = database();
    const send = async (webhook: string | null) => {
      const { submission } = await submissions.accept(newSubmission('one', { tenant: 'acme', webhook: webhook === null ? null : { url: webhook } }));
      return [submission.tenant, submission.webhook?.url ?? null];
    };
    expect(await send('https://one.example/hook')).toEqual(['acme', 'https://one.example/hook']);
    expect(await send(null)).toEqual(['acme', 'https://one.example/hook']);
    expect(await send('https://two.example/hook')).toEqual(['acme', 'https://two.example/hook']);
    await submissions.recordEnd(end('one', 'run 1', 'failed'));
    expect(await send(null)).toEqual(['acme', null]);
    expect(await submissions.find('one')).toMatchObject({ tenant: 'acme', webhook: null });
  });

  it('leaves one that is done alone', async () => {
    const { submissions, steps } = database();
    await submissions.accept(newSubmission('one'));
    await completeSubmission(steps, 'one');
    const { submission, accepted } = await submissions.accept(newSubmission('one'));
    expect({ status: submission.status, accepted }).toEqual({ status: 'done', accepted: false });
  });

  it('tells by the row alone what the result is', async () => {
    const { submissions, steps } = database();
    await submissions.accept(newSubmission('one'));
    const [svg, document] = [artifactOf('<svg/>'), artifactOf('{"frame":"upright"}')];
    const timings = { decode: 1, rotate: 2, contour: 3, render: 4 };
    await steps.complete(
      'one',
      'run-1',
      { key: 'render', step: 'render', output: {}, artifacts: [svg, document] },
      { svg: svg.digest, document: document.digest, timings },
    );
    const row = await submissions.find('one');
    expect(row).toMatchObject({ status: 'done', svg: svg.digest, document: document.digest, timings });
    expect(await submissions.findWithResult('one', 1000)).toEqual({
      submission: row,
      result: { svg: { bytes: svg.bytes, size: svg.bytes.length }, svgDigest: svg.digest, document: document.bytes, timings },
    });
    expect(await submissions.findWithResult('one', 2)).toMatchObject({ result: { svg: { bytes: svg.bytes.subarray(0, 2), size: svg.bytes.length } } });
    expect(await submissions.loadArtifact(svg.digest)).toEqual(svg.bytes);
    const piece = async (offset: number, length: number) => (await submissions.loadPiece(svg.digest, offset, length))?.bytes;
    expect([await piece(0, 2), await piece(2, 100), await piece(100, 1)]).toEqual([svg.bytes.subarray(0, 2), svg.bytes.subarray(2), Buffer.alloc(0)]);
    expect(await submissions.loadPiece('unknown', 0, 1)).toBeNull();
    expect(await submissions.describeArtifact(svg.digest)).toEqual({ mediaType: 'text/plain', size: svg.bytes.length });
  });

  it('has one winner among fifty equal calls of two processes, whether the row is new or has failed', async () => {
    const { submissions, url } = database();
    const other = await createDataSource({ url, poolSize: 10 }).initialize();
    cleanups.push(() => other.destroy());
    const both = [submissions, createStores(other, { cacheBytes: 0, retentionMs: RETENTION_MS }).submissions];
    for (let round = 0; round < 5; round++) {
      const calls = Array.from({ length: 50 }, (_, index) => both[index % 2]!.accept(newSubmission('one')));
      const answers = await Promise.all(calls);
      expect(answers.filter(({ accepted }) => accepted)).toHaveLength(1);
      expect(new Set(answers.map(({ submission }) => submission.acceptedAt.getTime())).size).toBe(1);
      expect(await submissions.recordEnd(end('one', `run ${round}`, 'failed'))).toBe(true);
    }
  });

  it('takes fifty different submissions of one portrait at once', async () => {
    const { submissions } = database();
    const portrait = artifactOf('the same portrait');
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => submissions.accept(newSubmission(`number ${index}`, { portrait }))),
    );
    expect(answers.every(({ accepted }) => accepted)).toBe(true);
  });

  it('takes the same bytes in two places', async () => {
    const same = artifactOf('both portrait and label map');
    const { accepted } = await database().submissions.accept(newSubmission('one', { portrait: same, labelMap: same }));
    expect(accepted).toBe(true);
  });

  it('gives back strings that only JSON knows', async () => {
    const regions = { '\0': { stroke: '\ud800' }, '10': { fill: '\u{1f642}' } };
    const options = { ...OPTIONS, style: { ...OPTIONS.style, regions } };
    const { submission } = await database().submissions.accept(newSubmission('one', { options }));
    expect(submission.options).toEqual(options);
  });

  it('stores an artifact again that is erased at the same moment', async () => {
    const { submissions, steps, url, dataSource } = database();
    const portrait = artifactOf('a portrait from earlier');
    await submissions.accept(newSubmission('earlier'));
    await steps.remember('earlier', { key: 'key', step: 'rotate', output: {}, artifacts: [portrait] });
    const eraser = await connection(url);
    await eraser.query('BEGIN');
    await eraser.query('DELETE FROM artifact WHERE digest = $1', [portrait.digest]);

    const accepting = submissions.accept(newSubmission('one', { portrait }));
    await waitForLocks(dataSource, 1);
    await eraser.query('COMMIT');

    expect((await accepting).accepted).toBe(true);
    expect((await steps.load([portrait.digest])).size).toBe(1);
  });

  it('keeps an artifact from being erased before the row refers to it', async () => {
    const { submissions, steps, url, dataSource } = database();
    const portrait = artifactOf('a portrait from earlier');
    await submissions.accept(newSubmission('earlier'));
    await steps.remember('earlier', { key: 'key', step: 'rotate', output: {}, artifacts: [portrait] });
    await dataSource.query(`UPDATE artifact SET stored_at = now() - interval '2 days'`);
    await submissions.accept(newSubmission('other'));
    const [blocker, eraser] = [await connection(url), await connection(url)];
    const columns = 'status, portrait, label_map, landmarks, options, delay_ms, engine, acceptance, accepted_at, expires_at';
    await blocker.query('BEGIN');
    await blocker.query(`INSERT INTO submission (id, ${columns}) SELECT 'one', ${columns} FROM submission WHERE id = 'other'`);

    const accepting = submissions.accept(newSubmission('one', { portrait }));
    await waitForLocks(dataSource, 1);
    const erasing = eraser.query(
      `DELETE FROM artifact WHERE digest = $1 AND stored_at < now() - interval '1 hour'`,
      [portrait.digest],
    );
    await waitForLocks(dataSource, 2);
    await blocker.query('ROLLBACK');

    expect((await accepting).accepted).toBe(true);
    expect((await erasing).rowCount).toBe(0);
  });

  it('marks an artifact that is stored again as stored lately', async () => {
    const { submissions, dataSource } = database();
    await submissions.accept(newSubmission('one'));
    await dataSource.query(`UPDATE artifact SET stored_at = now() - interval '2 days'`);
    await submissions.accept(newSubmission('one'));
    expect(await dataSource.query(`SELECT FROM artifact WHERE stored_at < now() - interval '1 hour'`)).toEqual([]);
  });
});

describe('recordEnd', () => {
  it('ends a pending submission, once', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('one'));
    expect(await submissions.recordEnd(end('one', 'run 1', 'failed'))).toBe(true);
    const ended = await submissions.find('one');
    expect(ended).toMatchObject({ status: 'failed', failure: FAILURE, endedRunId: 'run 1', endedAt: expect.any(Date) });
    expect(await submissions.recordEnd(end('one', 'run 2', 'cancelled'))).toBe(false);
    expect(await submissions.find('one')).toEqual(ended);
  });

  it('does not take a run heard of twice for the end of the next attempt', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('one'));
    await submissions.recordEnd(end('one', 'run 1', 'failed'));
    await submissions.accept(newSubmission('one'));
    expect(await submissions.recordEnd(end('one', 'run 1', 'failed'))).toBe(false);
    expect(await submissions.recordEnd(end('one', 'run 2', 'cancelled'))).toBe(true);
    expect(await submissions.find('one')).toMatchObject({ status: 'cancelled', failure: null, endedRunId: 'run 2' });
  });
});

describe('listPending', () => {
  it('answers page by page, oldest first, with what is pending', async () => {
    const { submissions } = database();
    const ids = ['e', 'd', 'c', 'b', 'a'];
    for (const id of ids) await submissions.accept(newSubmission(id));
    await submissions.recordEnd(end('c', 'run', 'failed'));
    const before = new Date(Date.now() + 60_000);
    expect(await page(before, null)).toEqual(['e', 'd']);
    await submissions.recordEnd(end('d', 'run', 'failed'));
    expect(await page(before, 'd')).toEqual(['b', 'a']);
    expect(await page(before, 'a')).toEqual([]);
    expect(await page(new Date(0), null)).toEqual([]);
  });

  it('begins again where the last of the page before is gone', async () => {
    const { submissions } = database();
    await submissions.accept(newSubmission('a'));
    expect(await page(new Date(Date.now() + 60_000), 'erased')).toEqual(['a']);
  });

  async function page(before: Date, after: string | null): Promise<string[]> {
    return (await database().submissions.listPending({ before, after, limit: 2 })).map(({ id }) => id);
  }
});

const FAILURE = { code: 'invalid_image', detail: 'The portrait cannot be read.', step: 'decode' as const };

function end(submissionId: string, runId: string, status: 'failed' | 'cancelled'): RecordEndInput {
  return { submissionId, runId, status, failure: status === 'failed' ? FAILURE : null };
}

async function connection(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  cleanups.push(() => client.end());
  return client;
}
