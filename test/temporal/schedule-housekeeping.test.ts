import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../src/embedded/port.ts';
import { HOUSEKEEPING_ID } from '../../src/contract/housekeeping.ts';
import { createTemporalClient } from '../../src/temporal/connection.ts';
import { scheduleHousekeeping } from '../../src/temporal/schedule-housekeeping.ts';
import { startTestTemporal, type TestTemporal } from '../support/temporal.ts';

let temporal: TestTemporal;
beforeAll(async () => {
  temporal = await startTestTemporal();
});
afterAll(() => temporal?.stop());

it('says so where Temporal is away', async () => {
  const client = createTemporalClient({ address: `127.0.0.1:${await freePort()}`, namespace: 'default' });
  await expect(scheduleHousekeeping(client)).rejects.toMatchObject({ name: 'FrontalError', code: 'unavailable' });
  await client.connection.close();
});

it('makes one schedule, whoever asks and how often; one that was paused stays paused', async () => {
  const { client } = temporal;
  await Promise.all(Array.from({ length: 5 }, () => scheduleHousekeeping(client)));
  const listed = async () => {
    const ids: string[] = [];
    for await (const { scheduleId } of client.schedule.list()) ids.push(scheduleId);
    return ids;
  };
  await expect.poll(listed).toEqual([HOUSEKEEPING_ID]);

  const handle = client.schedule.getHandle(HOUSEKEEPING_ID);
  await handle.pause('maintenance');
  await scheduleHousekeeping(client);
  expect(await handle.describe()).toMatchObject({
    spec: { intervals: [{ every: 300_000 }] },
    action: { workflowType: 'housekeeping', workflowId: HOUSEKEEPING_ID },
    policies: { overlap: 'SKIP', catchupWindow: 60_000 },
    state: { paused: true, note: 'maintenance' },
  });
});
