import { MockActivityEnvironment } from '@temporalio/testing';
import { describe, expect, test, vi } from 'vitest';
import type { DeliveryAnswer, DeliveryDependencies, DeliveryRecord, ToldSubmission, WebhookSender } from '../../src/submissions/delivery/ports.ts';
import { createDeliveryActivities } from '../../activities/index.ts';
import type { WebhookAttemptOutput } from '../../src/contract/delivery.ts';
import { FrontalError } from '../../src/contract/errors.ts';

const URL_WITH_SECRET = 'https://hooks.example:8443/frontal?key=secret';
const DONE: ToldSubmission = { status: 'done', endedAt: new Date('2026-11-22T21:00:00Z'), failure: null, webhook: { url: URL_WITH_SECRET } };
const TAKEN: DeliveryAnswer = { statusCode: 204, fault: null, retryAfterMs: null };
const REFUSED: DeliveryAnswer = { statusCode: 500, fault: 'unexpected_status', retryAfterMs: null };

function bench(submission: ToldSubmission | null, answer: DeliveryAnswer = TAKEN, swapped: Partial<DeliveryDependencies['submissions']> = {}) {
  const log: DeliveryRecord[] = [];
  const send = vi.fn<WebhookSender['send']>(async () => answer);
  const dependencies: DeliveryDependencies = {
    submissions: {
      find: async () => submission,
      recordDelivery: async (_id, delivery) => log.push(delivery) > 0,
      ...swapped,
    },
    sender: { send },
    linksOf: (id) => ({ status: `/status/${id}` }),
    pausesMs: [1_000, 60_000],
  };
  const { deliverWebhook } = createDeliveryActivities(dependencies);
  const attempt = (nth: number, runId = 'a-run') =>
    new MockActivityEnvironment({ workflowExecution: { workflowId: 'one-webhook', runId } }).run(deliverWebhook, {
      submissionId: 'one',
      attempt: nth,
    }) as Promise<WebhookAttemptOutput>;
  return { log, send, attempt };
}

describe('nobody is told', () => {
  test.each([
    ['of a submission that was erased', null],
    ['where the submission names nobody any more', { ...DONE, webhook: null }],
  ])('%s, and that is the end', async (_what, submission) => {
    const { attempt, send, log } = bench(submission);
    expect(await attempt(1)).toEqual({ delivered: false, retryInMs: null });
    expect(send).not.toHaveBeenCalled();
    expect(log).toEqual([]);
  });

  test('of a submission that has not ended, until it has', async () => {
    const { attempt, send, log } = bench({ ...DONE, status: 'pending', endedAt: null });
    expect((await attempt(1)).retryInMs).toBeGreaterThanOrEqual(1_000);
    expect(await attempt(3)).toEqual({ delivered: false, retryInMs: null });
    expect(send).not.toHaveBeenCalled();
    expect(log).toEqual([]);
  });

  test('while the database is away: the step is tried again', async () => {
    const { attempt, send } = bench(DONE, TAKEN, { find: async () => Promise.reject(new FrontalError('unavailable', 'away')) });
    await expect(attempt(1)).rejects.toMatchObject({ type: 'unavailable', nonRetryable: false });
    expect(send).not.toHaveBeenCalled();
  });
});

describe('another try', () => {
  test('follows as the schedule says, drawn out by a tenth at most, and none after the last', async () => {
    const { attempt, log } = bench(DONE, REFUSED);
    for (const [nth, pauseMs] of [[1, 1_000], [2, 60_000]] as const) {
      const { delivered, retryInMs } = await attempt(nth);
      expect(delivered).toBe(false);
      expect(retryInMs).toBeGreaterThanOrEqual(pauseMs);
      expect(retryInMs).toBeLessThanOrEqual(pauseMs * 1.1);
    }
    expect(await attempt(3)).toEqual({ delivered: false, retryInMs: null });
    expect(log.map((entry) => [entry.attempt, entry.statusCode, entry.error])).toEqual([1, 2, 3].map((nth) => [nth, 500, 'unexpected_status']));
    expect(log.map(({ nextAttemptAt }) => nextAttemptAt !== null)).toEqual([true, true, false]);
  });

  test.each([
    ['410', { statusCode: 410, fault: 'gone', retryAfterMs: null }],
    ['a URL that is not called', { statusCode: null, fault: 'refused_url', retryAfterMs: null }],
  ] as const)('does not follow %s', async (_what, answer) => {
    const { attempt, log } = bench(DONE, answer);
    expect(await attempt(1)).toEqual({ delivered: false, retryInMs: null });
    expect(log).toMatchObject([{ error: answer.fault, nextAttemptAt: null }]);
  });

  test.each([
    [429, 30_000, 30_000],
    [503, 30_000, 30_000],
    [503, 10, 1_000],
    [503, 1e12, 24 * 3_600_000],
    [500, 30_000, 1_000],
  ])('after %i with Retry-After of %i ms comes after %i ms', async (statusCode, retryAfterMs, pauseMs) => {
    const { retryInMs } = await bench(DONE, { ...REFUSED, statusCode, retryAfterMs }).attempt(1);
    expect(retryInMs).toBeGreaterThanOrEqual(pauseMs);
    expect(retryInMs).toBeLessThanOrEqual(pauseMs * 1.1);
  });

  test('does not follow for a log that cannot be written', async () => {
    const { attempt } = bench(DONE, TAKEN, { recordDelivery: async () => Promise.reject(new FrontalError('unavailable', 'away')) });
    expect(await attempt(1)).toEqual({ delivered: true, retryInMs: null });
  });
});

describe('what is told', () => {
  const told = async (submission: ToldSubmission) => {
    const { attempt, send } = bench(submission);
    await attempt(1);
    expect(send).toHaveBeenCalledExactlyOnceWith(URL_WITH_SECRET, expect.anything(), expect.any(AbortSignal));
    return JSON.parse(send.mock.calls[0]![1].body);
  };
  const failure = { code: 'NoFace', detail: 'No face.', step: 'decode' } as const;
  const base = { id: 'one', links: { status: '/status/one' } };

  test('is what ended and where to ask', async () => {
    expect(await told(DONE)).toEqual({ type: 'submission.done', timestamp: '2026-11-22T21:00:00.000Z', data: { ...base, status: 'done' } });
    expect(await told({ ...DONE, status: 'cancelled' })).toMatchObject({ type: 'submission.cancelled', data: { ...base, status: 'cancelled' } });
    expect(await told({ ...DONE, status: 'failed', failure })).toMatchObject({ type: 'submission.failed', data: { ...base, status: 'failed', error: failure } });
  });

  test('has one id in every try, and another in another delivery', async () => {
    const { attempt, send } = bench(DONE);
    await attempt(1, 'run-a');
    await attempt(2, 'run-a');
    await attempt(1, 'run-b');
    expect(send.mock.calls.map(([, { id }]) => id)).toEqual(['msg_run-a', 'msg_run-a', 'msg_run-b']);
  });

  test('the log has the host and no secret', async () => {
    const { attempt, log } = bench(DONE);
    expect(await attempt(1)).toEqual({ delivered: true, retryInMs: null });
    expect(log).toEqual([{ attempt: 1, urlHost: 'hooks.example:8443', statusCode: 204, error: null, nextAttemptAt: null }]);
  });
});
