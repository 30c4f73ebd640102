import { describe, expect, it, vi } from 'vitest';
import { useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, status, submitted } from '../support/calls.ts';
import { complete } from '../support/result.ts';

const stopping = new AbortController();
const api = useApi({ stopping: stopping.signal });

describe('a status that is waited for', () => {
  it('comes when the submission ends', async () => {
    const id = await submitted(api().url, PLAIN);
    const held = Promise.all([status(api().url, id, { prefer: 'wait=60' }), status(api().url, id, { prefer: 'wait=60' })]);
    await expect.poll(() => api().runs.calls, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
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
    const caller = new AbortController();
    const held = fetch(`${api().url}/api/v1/frontal/crop/status/${id}`, {
      headers: { prefer: 'wait=60' },
      signal: caller.signal,
    });
    await expect.poll(() => api().runs.calls, { timeout: 5_000 }).toBe(2);
    caller.abort();
    await expect(held).rejects.toThrow();
    // The second reading, after the wait, shows that it has ended.
    await expect.poll(() => api().runs.calls).toBe(3);
  });

  // The last of this file: the signal stays aborted.
  it('comes when the process begins to stop', async () => {
    const id = await submitted(api().url, PLAIN);
    const held = status(api().url, id, { prefer: 'wait=60' });
    await expect.poll(() => api().runs.calls, { timeout: 5_000 }).toBe(2);
    stopping.abort();
    expect(await json(await held)).toMatchObject({ status: 'pending' });
    expect(await json(await status(api().url, id, { prefer: 'wait=60' }))).toMatchObject({ status: 'pending' });
  });
});
