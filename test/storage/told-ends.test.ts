import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { artifactOf, newSubmission, useDatabase, waitForLocks } from '../support/database.ts';

const database = useDatabase();
const [svg, document] = [artifactOf('<svg/>'), artifactOf('{}')];
const webhook = { url: 'https://hooks.example/' };

const complete = () =>
  database().steps.complete(
    'one',
    'run-1',
    { key: 'render', step: 'render', output: {}, artifacts: [svg, document] },
    { svg: svg.digest, document: document.digest, timings: { decode: 0, rotate: 0, contour: 0, render: 0 } },
  );
const cancel = () => database().steps.recordEnd({ submissionId: 'one', runId: 'run-1', status: 'cancelled', failure: null });
const accept = (changes = {}) => database().submissions.accept(newSubmission('one', changes));

describe.each([
  ['complete', complete, 'done'],
  ['recordEnd', cancel, 'cancelled'],
])('%s', (_name, end, as) => {
  it('has nobody to tell of an unknown submission', async () => {
    expect(await end()).toEqual({ webhook: false, before: 'unknown' });
  });

  it('has nobody to tell where no webhook is named', async () => {
    await accept();
    expect(await end()).toEqual({ webhook: false, before: null });
  });

  it('says that a webhook is named, and the second time how the submission had ended before', async () => {
    await accept({ webhook });
    expect(await end()).toEqual({ webhook: true, before: null });
    expect(await end()).toEqual({ webhook: true, before: as });
  });

  it('sees a webhook that is named at that very moment', async () => {
    await accept();
    const other = new Client({ connectionString: database().url });
    await other.connect();
    await other.query('BEGIN');
    await other.query(`UPDATE submission SET webhook = '{"url":"https://hooks.example/"}' WHERE id = 'one'`);
    const ended = end();
    await waitForLocks(database().dataSource, 1);
    await other.query('COMMIT');
    await other.end();
    expect(await ended).toEqual({ webhook: true, before: null });
  });

  it('sees that another one ends it as done at that very moment', async () => {
    await accept({ webhook });
    const other = new Client({ connectionString: database().url });
    await other.connect();
    await other.query('BEGIN');
    await other.query(
      `UPDATE submission SET status = 'done', ended_at = now(), svg = portrait, document = portrait, timings = '{}' WHERE id = 'one'`,
    );
    const ended = end();
    await waitForLocks(database().dataSource, 1);
    await other.query('COMMIT');
    await other.end();
    expect(await ended).toEqual({ webhook: true, before: 'done' });
  });
});

it('a late word of the attempt before is no end of the present one', async () => {
  await accept({ webhook });
  await cancel();
  await accept({ webhook });
  expect(await cancel()).toEqual({ webhook: false, before: 'unknown' });
});
