import { expect, test } from 'vitest';
import sharp from 'sharp';
import { readCase, type Case } from '../../src/cli/case.ts';
import { submitBody } from '../support/raw-service.ts';
import { distinctCase } from '../../bench/distinct.ts';
import { smallCase } from '../../bench/faults/small-case.ts';
import { holdSubmissionsOf } from '../support/hold-submissions.ts';
import { startProxy } from '../support/proxy.ts';
import { payloadsOf } from '../support/payloads.ts';
import { ended, useSharedSystem } from '../support/system.ts';

const system = useSharedSystem();
const given = async (mark: string) => distinctCase(await readCase('fixtures/synth-plain'), mark);
const runsOf = async (id: string) => (await system().temporal.client.workflow.count(`WorkflowId = '${id}'`)).count;

test('fifty equal ones at once: one workflow, fifty equal answers', async () => {
  const { service } = system();
  const body = submitBody(await given('equal'));
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const { id } = await service.submit(body);
      return ended(service, id);
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]!.status).toBe('done');
  await expect.poll(() => runsOf(answers[0]!.id)).toBe(1);
});

test('fifty different ones at once: all done', async () => {
  const { service } = system();
  const statuses = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      const { id } = await service.submit(submitBody(await given(`different ${i}`)));
      return (await ended(service, id)).status;
    }),
  );
  expect(statuses).toEqual(Array.from({ length: 50 }, () => 'done'));
});

test('an answer that is there already is a 200, to any API, and needs no Temporal', async () => {
  const proxy = await startProxy(`http://${system().temporal.address}`);
  const other = await system().startApi({ TEMPORAL_ADDRESS: new URL(proxy.url).host });
  const body = submitBody(await given('there already'));
  await ended(system().service, (await system().service.submit(body)).id);
  for (const base of [system().url, other.url]) {
    const response = await fetch(`${base}/api/v1/frontal/crop/submit`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: 'done' });
  }

  await proxy.close();
  const { id, status } = await other.service.submit(body);
  expect(status).toBe('done');
  const answer = await other.service.status(id);
  expect(answer.status).toBe('done');
  expect(answer.warnings!.map(({ code }) => code)).not.toContain('temporal_unavailable');
});

test('two workers share the work', async () => {
  const { service, temporal, databaseUrl } = system();
  const marked = { delay_ms: 1 };
  const hold = await holdSubmissionsOf(marked.delay_ms, databaseUrl);
  // They share no artifact, so that none waits for another's.
  const ids = await Promise.all(
    Array.from({ length: 30 }, async (_, i) => (await service.submit(submitBody(smallCase(1000 + i), marked))).id),
  );
  // A worker of one thread has three slots.
  await hold.areHeld(4).finally(() => hold.release());
  for (const id of ids) expect((await ended(service, id)).status).toBe('done');
  const workers = new Set<string>();
  for (const id of ids) {
    const { events } = await temporal.client.workflow.getHandle(id).fetchHistory();
    for (const { activityTaskStartedEventAttributes: started } of events ?? []) if (started?.identity) workers.add(started.identity);
  }
  expect(workers.size).toBe(2);
});

test('a portrait of 20 MB works, and no payload exceeds 16 KB', async () => {
  const large = await enlarged(await readCase('fixtures/synth-plain'));
  expect(large.portrait.length).toBeGreaterThan(20_000_000);
  const { service } = system();
  const { id } = await service.submit(submitBody(large));
  expect((await ended(service, id)).status).toBe('done');
  const run = system().temporal.client.workflow.getHandle(id);
  await run.result(); // the row ends a moment before the history does
  const history = await run.fetchHistory();
  const largest = Math.max(...payloadsOf(history).map(({ length }) => length));
  expect(largest).toBeLessThan(16 * 1024);
});

/** The case with its portrait seven times as large and stored without compression. */
async function enlarged({ portrait, labelMap, landmarks }: Case): Promise<Case> {
  const { width } = await sharp(portrait).metadata();
  const points = landmarks as { x: number; y: number }[];
  return {
    portrait: await sharp(portrait).resize({ width: width * 7 }).png({ compressionLevel: 0 }).toBuffer(),
    labelMap,
    landmarks: points.map(({ x, y }) => ({ x: x * 7, y: y * 7 })),
  };
}
