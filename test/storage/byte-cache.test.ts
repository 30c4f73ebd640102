import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../src/submissions/steps/ports.ts';
import type { Digest } from '../../src/contract/run.ts';
import { cachedSteps, cachedSubmissions, createByteCache, keep } from '../../src/storage/byte-cache.ts';
import { createStepStore } from '../../src/storage/step-store.ts';
import { createStores } from '../../src/storage/stores.ts';
import { artifactOf, newSubmission, RETENTION_MS, useDatabase } from '../support/database.ts';

const database = useDatabase();
const [one, two] = [artifactOf('one'), artifactOf('two')];

describe('cached steps', () => {
  it('still say which artifact is missing', async () => {
    const { steps } = observed(1000);
    await expect(steps.load([one.digest])).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keep nothing of a record that could not be stored', async () => {
    const { steps } = observed(1000);
    const bent = { ...one, digest: 'bent' };
    await expect(steps.remember(await known(), record([bent]))).rejects.toMatchObject({ code: 'internal' });
    await expect(steps.load(['bent'])).rejects.toMatchObject({ code: 'not_found' });
  });

  it('keep nothing for a submission that was erased meanwhile', async () => {
    const { steps, submissions } = observed(1000);
    const result = { svg: one.digest, document: two.digest, timings: { decode: 0, rotate: 0, contour: 0, render: 0 } };
    await submissions.accept(newSubmission('id'));
    await submissions.erase('id', 'deleted');
    await steps.remember('id', record([one]));
    await steps.complete('id', 'run-1', record([one, two]), result);
    for (const { digest } of [one, two]) await expect(steps.load([digest])).rejects.toMatchObject({ code: 'not_found' });
  });

  it('read from the database only what they have not seen', async () => {
    const { steps, asked } = observed(1000);
    await database().steps.remember(await known(), record([one]));
    await steps.remember(await known(), record([two], 'other'));
    const both = new Map([[one.digest, one.bytes], [two.digest, two.bytes]]);
    expect(await steps.load([one.digest, two.digest])).toEqual(both);
    expect(await steps.load([two.digest, one.digest, two.digest])).toEqual(both);
    expect(asked).toEqual([[one.digest]]);
  });

  it('keep what ends a submission, and what is submitted', async () => {
    const { steps, submissions, asked } = observed(1000);
    const submission = newSubmission('id');
    await submissions.accept(submission);
    const result = { svg: one.digest, document: two.digest, timings: { decode: 0, rotate: 0, contour: 0, render: 0 } };
    await steps.complete('id', 'run-1', record([one, two]), result);
    const artifacts = [submission.portrait, submission.labelMap, submission.landmarks, one, two];
    await steps.load(artifacts.map(({ digest }) => digest));
    expect(asked).toEqual([]);
  });

  it('keep no more bytes than they may, the latest ones, and nothing larger', async () => {
    const { steps, asked } = observed(5);
    const large = artifactOf('larger than five');
    for (const artifact of [one, two, large]) await steps.remember(await known(), record([artifact], artifact.digest));
    for (const artifact of [two, large, one]) await steps.load([artifact.digest]);
    expect(asked).toEqual([[large.digest], [one.digest]]);
  });
});

describe('cached submissions', () => {
  it('drop what is erased', async () => {
    const { steps, submissions } = observed(1000);
    const [submission, orphan] = [newSubmission('id'), artifactOf('orphan')];
    await submissions.accept(submission);
    await steps.remember('id', record([one]));
    await steps.remember('id', record([orphan], 'orphan'));
    await database().dataSource.query(`DELETE FROM submission_step WHERE step_key = 'orphan'`);
    await submissions.erase('id', 'deleted');
    expect(await submissions.erase('id', 'deleted')).toBeNull();
    await submissions.sweepOrphans({ olderThan: new Date(Date.now() + 60_000), limit: 10 });
    for (const { digest } of [submission.portrait, submission.labelMap, submission.landmarks, one, orphan]) {
      await expect(steps.load([digest])).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('stores', () => {
  it('share one cache, or have none', async () => {
    const { dataSource } = database();
    for (const [cacheBytes, survives] of [[1000, true], [0, false]] as const) {
      const { steps, submissions } = createStores(dataSource, { cacheBytes, retentionMs: RETENTION_MS });
      const { portrait } = newSubmission('id');
      await submissions.accept(newSubmission('id'));
      await dataSource.query('TRUNCATE artifact CASCADE');
      const loaded = await steps.load([portrait.digest]).catch(() => null);
      expect(loaded !== null).toBe(survives);
    }
  });
});

/** The stores of the test's database behind a cache, and what is asked of the database. */
function observed(maxBytes: number) {
  const { dataSource, submissions } = database();
  const asked: (readonly Digest[])[] = [];
  const cache = createByteCache(maxBytes)!;
  const steps = createStepStore(dataSource, (artifacts) => keep(cache, artifacts));
  const recording = { ...steps, load: (digests: readonly Digest[]) => (asked.push(digests), steps.load(digests)) };
  return { steps: cachedSteps(recording, cache), submissions: cachedSubmissions(submissions, cache), asked };
}

/** A submission that steps can write for. */
async function known(): Promise<string> {
  await database().submissions.accept(newSubmission('known'));
  return 'known';
}

function record(artifacts: StepRecord['artifacts'], key = 'key'): StepRecord {
  return { key, step: 'rotate', output: {}, artifacts };
}
