import { beforeAll, describe, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { submitBody } from '../support/raw-service.ts';
import { ended, held, useSharedSystem, type TestSystem } from '../support/system.ts';

const system = useSharedSystem();
let id: string;
/** The submission and what was drawn of it. */
const ids = new Set<string>();
beforeAll(async () => {
  const { service } = system();
  ({ id } = await service.submit(submitBody(distinctCase(await readCase('fixtures/astronaut'), 'drawings'))));
  await ended(service, id);
  ids.add(id);
});

/** Draws, and answers with what the drawing took: the activities of its run, and the steps that took time in it. */
async function drawn(options: object): Promise<{ id: string; activities: string[]; answer: any }> {
  const { service, url } = system();
  const headers = { 'content-type': 'application/json' };
  const response = await held((prefer) =>
    fetch(`${url}/api/v1/submissions/${id}/drawings`, { method: 'POST', body: JSON.stringify(options), headers: { ...headers, ...prefer } }),
  );
  expect(response.status).toBe(200);
  const { id: other } = (await response.json()) as { id: string };
  ids.add(other);
  const run = system().temporal.client.workflow.getHandle(other);
  await run.result(); // the row ends a moment before the history does
  const { events } = await run.fetchHistory();
  const activities = [...new Set((events ?? []).flatMap(activityOf))];
  return { id: other, activities, answer: await ended(service, other) };
}

type HistoryEvent = NonNullable<Awaited<ReturnType<ReturnType<TestSystem['temporal']['client']['workflow']['getHandle']>['fetchHistory']>>['events']>[number];

/** The activity that an event of a history speaks of: scheduled, or done at once by the worker that had the workflow's task. */
function activityOf({ activityTaskScheduledEventAttributes: scheduled, markerRecordedEventAttributes: marker }: HistoryEvent): string[] {
  if (scheduled?.activityType?.name) return [scheduled.activityType.name];
  const payloads = Object.values(marker?.details ?? {}).flatMap((detail) => detail.payloads ?? []);
  const named = payloads.map(({ data }) => /"activity_type":"(\w+)"/.exec(Buffer.from(data ?? []).toString())?.[1]);
  return named.filter((name) => name !== undefined);
}

const computed = async (step: string) => {
  const used = 'SELECT DISTINCT step_key FROM submission_step WHERE submission_id = ANY($2)';
  return (await system().database.query(`SELECT FROM step_output WHERE step = $1 AND key IN (${used})`, [step, [...ids]])).rowCount;
};
const counts = async () => Promise.all(['decode', 'rotate', 'contour', 'render'].map(computed));

// Each counts from what those before it have computed.
describe('one drawing after the other', { shuffle: false }, () => {
  test('the first one computes every step', async () => {
    expect(await counts()).toEqual([1, 1, 1, 1]);
  });

  test('another style is planned and drawn: nothing is decoded, turned or traced again', async () => {
    const { activities, answer } = await drawn({ style: { theme: 'print' } });
    expect(activities).toEqual(['decode', 'render']);
    // What was remembered took no time.
    expect(answer.timings_ms).toMatchObject({ decode: 0, rotate: 0, contour: 0 });
    expect(await counts()).toEqual([1, 1, 1, 2]);
  });

  test('another detail is traced and drawn: nothing is decoded or turned again', async () => {
    const { activities, answer } = await drawn({ contours: { detail: { max_points: 150 } } });
    expect(activities).toEqual(['decode', 'contour', 'render']);
    expect(answer.timings_ms).toMatchObject({ decode: 0, rotate: 0 });
    expect(answer.quality.points).toBeLessThanOrEqual(150);
    expect(await counts()).toEqual([1, 1, 2, 3]);
  });

  test('labels that are left out are no reason to decode again', async () => {
    const { activities } = await drawn({ labels: { exclude: [10] } });
    expect(activities).toEqual(['decode', 'contour', 'render']);
    expect((await counts()).slice(0, 2)).toEqual([1, 1]);
  });

  test('another alignment is decided, turned, traced and drawn', async () => {
    const { activities } = await drawn({ alignment: { canvas: 'keep' } });
    expect(activities.toSorted()).toEqual(['contour', 'decode', 'render', 'rotate']);
    expect((await counts()).slice(0, 2)).toEqual([2, 2]);
  });

  test('the same again starts nothing', async () => {
    const first = await drawn({ style: { theme: 'print' } });
    const run = async () => (await system().temporal.client.workflow.getHandle(first.id).describe()).runId;
    const before = await run();
    expect((await drawn({ style: { theme: 'print' } })).id).toBe(first.id);
    expect(await run()).toBe(before);
  });
});
