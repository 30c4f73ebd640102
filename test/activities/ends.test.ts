import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, test, vi } from 'vitest';
import { renderInput, type RecordEndInput, type RecordEndOutput, type RenderInput, type RenderOutput } from '../../src/contract/steps.ts';
import { FrontalError } from '../../src/contract/errors.ts';
import { run, useActivities, type ActivityBench } from '../support/activities.ts';
import { OPTIONS } from '../support/submission-input.ts';

const bench = useActivities('fixtures/synth-plain');
const ID = 'submission';

async function lastInput({ activities, input }: ActivityBench): Promise<RenderInput> {
  const decoded = await run(activities.decode, input);
  const rotated = await run(activities.rotate, decoded.rotate.input);
  const contoured = await run(activities.contour, decoded.contour.input);
  return renderInput({ submissionId: ID, ...input, options: OPTIONS }, { found: null, decoded, rotated, contoured });
}

const CANCELLED: RecordEndInput = { submissionId: ID, runId: 'run', status: 'cancelled', failure: null };
const atTry = (attempt: number) => new MockActivityEnvironment({ attempt });

describe('of a submission that names a webhook', () => {
  test('the end is said once, and told until that is sure', async () => {
    const { activities, store } = bench();
    const input = await lastInput(bench());
    store.webhooks.add(ID);
    const complete = store.complete.bind(store);
    vi.spyOn(store, 'complete').mockImplementationOnce(async (...given) => {
      await complete(...given);
      throw new FrontalError('unavailable', 'The answer was lost.');
    });
    await expect(run(activities.render, input)).rejects.toMatchObject({ type: 'unavailable' });
    expect(store.ends.get(ID)).toBe('done');
    // Scheduled anew, as a first try, by a run that knows more than the activity does, and by one that does not.
    expect(await run(activities.render, { ...input, attemptedBefore: true })).toMatchObject({ webhook: true, ended: false });
    expect(await run(activities.render, input)).toMatchObject({ webhook: true, ended: false });
  });

  test('a run that is cancelled after its last step had ended it tells that end', async () => {
    const { activities, store } = bench();
    store.webhooks.add(ID);
    expect(await run(activities.render, await lastInput(bench()))).toMatchObject({ webhook: true, ended: true });
    expect(await run(activities.recordEnd, CANCELLED)).toEqual({ webhook: true, ended: false });
    expect(store.ends.get(ID)).toBe('done');
  });

  test('one that someone else had cancelled is told by them, or by the try that did it', async () => {
    const { activities, store } = bench();
    store.webhooks.add(ID);
    expect(await run(activities.recordEnd, CANCELLED)).toEqual({ webhook: true, ended: true });
    expect(await run(activities.recordEnd, CANCELLED)).toEqual({ webhook: false, ended: false });
    const again: RecordEndOutput = await atTry(2).run(activities.recordEnd, CANCELLED);
    expect(again).toEqual({ webhook: true, ended: false });
  });
});

test('a submission that names none tells nobody', async () => {
  const { activities } = bench();
  const input = await lastInput(bench());
  expect(await run(activities.render, input)).toMatchObject({ webhook: false, ended: true });
  const again: RenderOutput = await atTry(2).run(activities.render, input);
  expect(again).toMatchObject({ webhook: false, ended: false });
  expect(await run(activities.recordEnd, CANCELLED)).toEqual({ webhook: false, ended: false });
});
