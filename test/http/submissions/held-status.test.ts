import { describe, expect, it, vi } from 'vitest';
import { stopClock } from '../../support/clock.ts';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, status, submitted } from '../support/calls.ts';
import { complete } from '../support/result.ts';

const stopping = new AbortController();
const api = useApi({ stopping: stopping.signal });

/** Resolves once that many answers are held, each of which has seen that the submission is pending; no time passes for them. */
async function holding(answers: number, { database } = api()): Promise<void> {
  stopClock();
  const reading = vi.spyOn(database.submissions, 'find');
  // Whose it is, and whether it has ended.
  await expect.poll(() => reading.mock.settledResults.filter(({ type }) => type === 'fulfilled').length).toBe(2 * answers);
  reading.mockRestore();
}

describe('a status that is waited for', () => {
  it('comes when the submission ends', async () => {
    const id = await submitted(api().url, PLAIN);
    const isHeld = holding(2);
    const held = Promise.all([status(api().url, id, { prefer: 'wait=60' }), status(api().url, id, { prefer: 'wait=60' })]);
    await isHeld;
    await complete(api().database.steps, id);
    for (const response of await held) {
      expect(response.headers.get('preference-applied')).toBe('wait=60');
      expect(await json(response)).toMatchObject({ status: 'done' });
    }
  });

  it('alone is given up when the process stops: no other registers for it', async () => {
    const registering = vi.spyOn(stopping.signal, 'addEventListener');
    const id = await submitted(api().url, PLAIN);
    await status(api().url, id);
    await status(api().url, id, { prefer: 'respond-async' });
    expect(registering).not.toHaveBeenCalled();
    await status(api().url, id, { prefer: 'wait=1' });
    expect(registering).toHaveBeenCalled();
    registering.mockRestore();
  });

  it('comes when the wait is over', async () => {
    const id = await submitted(api().url, PLAIN);
    const response = await status(api().url, id, { prefer: 'wait=1' });
    expect(await json(response)).toMatchObject({ status: 'pending' });
  });

  it('comes at once where the submission has ended', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    expect(await json(await status(api().url, id, { prefer: 'wait=60' }))).toMatchObject({ status: 'done' });
  });

  it('is given up with its caller', async () => {
    const id = await submitted(api().url, PLAIN);
    const isHeld = holding(1);
    const caller = new AbortController();
    const held = fetch(`${api().url}/api/v1/frontal/crop/status/${id}`, {
      headers: { prefer: 'wait=60' },
      signal: caller.signal,
    });
    await isHeld;
    const { calls } = api().runs;
    caller.abort();
    await expect(held).rejects.toThrow();
    // What the answer would say is read after the wait, by a clock that stands still: it has ended.
    await expect.poll(() => api().runs.calls).toBe(calls + 1);
  });
});

describe('when the process begins to stop', () => {
  const stopping = new AbortController();
  const stoppable = useApi({ stopping: stopping.signal });

  it('a status that is waited for comes at once', async () => {
    const { url } = stoppable();
    const id = await submitted(url, PLAIN);
    const isHeld = holding(1, stoppable());
    const held = status(url, id, { prefer: 'wait=60' });
    await isHeld;
    stopping.abort();
    expect(await json(await held)).toMatchObject({ status: 'pending' });
    expect(await json(await status(url, id, { prefer: 'wait=60' }))).toMatchObject({ status: 'pending' });
  });
});
