import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, onTestFinished, test } from 'vitest';
import { asActivity } from '../../activities/as-activity.ts';
import type { Attempt } from '../../src/submissions/steps/attempt.ts';
import { decode, decodeKey } from '../../activities/decode.ts';
import { remembered } from '../../src/submissions/steps/remembered.ts';
import { stepKey } from '../../src/submissions/steps/step-key.ts';
import type { DecodeInput } from '../../src/contract/steps.ts';
import { createImaging } from '../../src/imaging/imaging.ts';
import { createPixelCache } from '../../src/imaging/pixel-cache.ts';
import { createPixelPool } from '../../src/imaging/pool.ts';
import { createMemoryRoom } from '../../src/content/memory-room.ts';
import { createMemoryStore } from '../support/memory-store.ts';
import { decodeOutput, OPTIONS, ROTATED } from '../support/submission-input.ts';

const LIMIT = { maxBytes: 1, maxPixels: 1 };

const attempt = (isRetry = false): Attempt => ({ isRetry, submissionId: 'one', runId: 'run', signal: new AbortController().signal });

test('a try is told its submission and its run, by the names of the workflow', async () => {
  const environment = new MockActivityEnvironment({ workflowExecution: { workflowId: 'one', runId: 'run' } });
  const told = asActivity(async (_: null, { submissionId, runId }: Attempt) => ({ submissionId, runId }));
  expect(await environment.run(told, null)).toEqual({ submissionId: 'one', runId: 'run' });
});

test.each([false, true])('a remembered step is used by its submission, computed or recalled (%s)', async (isRetry) => {
  const store = createMemoryStore();
  const input = { portrait: 'a' };
  const key = stepKey('rotate', input);
  if (isRetry) store.outputs.set(key, {});
  await remembered(store, 'rotate', async () => ({ output: {}, artifacts: [] }))(input, attempt(isRetry));
  expect(store.used).toEqual(new Map([['one', new Set([key])]]));
});

test('decode uses its own output and those that it chooses of what comes next', async () => {
  const store = createMemoryStore();
  const pool = createPixelPool({ threads: 1 });
  onTestFinished(() => pool.close());
  const imaging = createImaging({ pool, limits: { portrait: LIMIT, labelMap: LIMIT } });
  const input: DecodeInput = { portrait: 'a', labelMap: 'b', landmarks: 'c', alignment: OPTIONS.alignment, labels: OPTIONS.labels, contours: OPTIONS.contours };
  const { rotate: _rotate, contour: _contour, ms: _ms, ...finding } = decodeOutput();
  const own = decodeKey(input);
  store.outputs.set(own, finding);
  const run = () => decode({ store, imaging, pixels: createPixelCache({ maxBytes: 1 }), room: createMemoryRoom(2 ** 30) })(input, attempt());
  const planned = stepKey('rotate', (await run()).rotate.input);
  expect(store.used).toEqual(new Map([['one', new Set([own])]]));

  store.outputs.set(planned, ROTATED);
  expect((await run()).rotate.remembered).not.toBeNull();
  expect(store.used).toEqual(new Map([['one', new Set([own, planned])]]));
});

test('decoding does not depend on the detail nor on which labels are drawn, and on all the rest', () => {
  const input: DecodeInput = { portrait: 'a', labelMap: 'b', landmarks: 'c', alignment: OPTIONS.alignment, labels: OPTIONS.labels, contours: OPTIONS.contours };
  const same = [
    { ...input, contours: { ...input.contours, detail: 'measure' as const } },
    { ...input, labels: { ...input.labels, include: [1], exclude: [2] } },
  ];
  const others = [
    { ...input, labelMap: 'd' },
    { ...input, alignment: { ...input.alignment, canvas: 'keep' as const } },
    { ...input, labels: { ...input.labels, merge: { face: [1, 2] } } },
  ];
  expect(new Set([input, ...same].map(decodeKey)).size).toBe(1);
  expect(new Set([input, ...others].map(decodeKey)).size).toBe(4);
});
