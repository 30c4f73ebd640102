import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { beforeAll, describe, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { TASK_QUEUE } from '../../src/contract/run.ts';
import { HOUSEKEEPING_ID, HOUSEKEEPING_WORKFLOW_TYPE, type HousekeepingReport } from '../../src/contract/housekeeping.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import { ended, useSystem } from '../support/system.ts';

const system = useSystem();
let service: Service;
let url: string;
let metrics: string;
beforeAll(async () => {
  const worker = await system().startWorker({ METRICS_PORT: '0' });
  metrics = /^Metrics\s+(\S+)/m.exec(await worker.says(/^Metrics /m))![1]!;
  // Every five minutes, by the clock, it would do what a test is about to look at.
  await temporal().schedule.getHandle(HOUSEKEEPING_ID).pause();
  ({ service, url } = await system().startApi({ RETENTION: '3h' }));
});

const temporal = () => system().temporal.client;
const bodyOfItsOwn = async () => submitBody(distinctCase(await readCase('fixtures/synth-plain'), randomUUID()));
const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> => (await system().database.query(sql, values)).rows;

/** As time would, in a week. */
const letExpire = (ids: string[]) => query("UPDATE submission SET expires_at = now() - interval '1 second' WHERE id = ANY($1)", [ids]);

const keepHouse = () =>
  temporal().workflow.execute<() => Promise<HousekeepingReport>>(HOUSEKEEPING_WORKFLOW_TYPE, {
    taskQueue: TASK_QUEUE,
    workflowId: `housekeeping-${randomUUID()}`,
  });

async function rows(): Promise<Record<string, number>> {
  const tables = ['artifact', 'step_output', 'submission', 'submission_step'];
  const [counted] = await query<Record<string, number>>(`SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ')}`);
  return counted!;
}

/** Submissions that housekeeping has erased, and its batches that have looked for orphans. */
async function counted(): Promise<number[]> {
  const text = await (await fetch(metrics)).text();
  const counters = ['frontal_housekeeping_erased_total{kind="submission"}', 'frontal_housekeeping_batches_total{batch="sweepOrphans",outcome="ok"}'];
  return counters.map((name) => Number(text.split('\n').find((line) => line.startsWith(`${name} `))?.slice(name.length) ?? Number.NaN));
}

async function expectNoHistory(id: string): Promise<void> {
  const gone = () => temporal().workflow.getHandle(id).describe().then(() => false, (error: unknown) => error instanceof WorkflowNotFoundError);
  await expect.poll(gone).toBe(true);
}

const keptFor = 'SELECT extract(epoch FROM expires_at - accepted_at)::int AS seconds FROM submission WHERE id = $1';

test('the schedule is there as soon as a worker is, and its run does what there is to do', async () => {
  const [before, countedBefore] = [await rows(), await counted()];
  const body = await bodyOfItsOwn();
  const { id } = await service.submit(body);
  expect((await ended(service, id)).status).toBe('done');
  expect(await query(keptFor, [id])).toEqual([{ seconds: 3 * 3600 }]);
  await letExpire([id]);

  const schedule = temporal().schedule.getHandle(HOUSEKEEPING_ID);
  await schedule.trigger();
  const taken = async () => (await schedule.describe()).info.recentActions.at(-1)?.action.workflow ?? null;
  await expect.poll(taken).not.toBeNull();
  const { workflowId } = (await taken())!;
  expect(workflowId).toContain(HOUSEKEEPING_ID);
  const report: HousekeepingReport = await temporal().workflow.getHandle(workflowId).result();
  expect(report).toMatchObject({ expired: { submissions: 1, stepOutputs: 4, artifacts: 8, failed: 0 }, unfinished: [] });
  expect(report.expired.bytes).toBeGreaterThan(100_000);

  expect(await rows()).toEqual(before);
  const answer = await fetch(`${url}/api/v1/frontal/crop/status/${id}`);
  expect(answer.status).toBe(410);
  expect(await answer.json()).toMatchObject({ code: 'gone', detail: expect.stringContaining('erased') });
  await expectNoHistory(id);

  expect(await counted()).toEqual(countedBefore.map((count) => count + 1));

  // Sent again, it is new.
  expect((await service.submit(body)).id).toBe(id);
  expect((await ended(service, id)).status).toBe('done');
});

test('a submission can ask to be kept for less, and what is drawn of it goes with it at the latest', async () => {
  const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
  const { id } = await service.submit(submitBody(given, { retention: '2h' }));
  await ended(service, id);
  const drawn = await fetch(`${url}/api/v1/submissions/${id}/drawings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ style: { stroke: 'red' } }),
  });
  const { id: other } = (await drawn.json()) as { id: string };
  expect(other).not.toBe(id);
  expect(await query(keptFor, [id])).toEqual([{ seconds: 7200 }]);
  // To the millisecond.
  const ends = "SELECT DISTINCT date_trunc('milliseconds', expires_at) FROM submission WHERE id = ANY($1)";
  expect(await query(ends, [[id, other]])).toHaveLength(1);
  await ended(service, other);
});

test('one that has expired is gone before anybody erases it, and sent again it is kept', async () => {
  const body = await bodyOfItsOwn();
  const { id } = await service.submit(body);
  await ended(service, id);
  await letExpire([id]);
  const answer = await fetch(`${url}/api/v1/frontal/crop/status/${id}`);
  expect([answer.status, await answer.json()]).toEqual([410, expect.objectContaining({ code: 'gone' })]);
  expect(await service.submit(body)).toMatchObject({ id, status: 'pending' });
  const [report, again] = await Promise.all([keepHouse(), ended(service, id)]);
  expect(report.expired.submissions).toBe(0);
  expect(again.status).toBe('done');
});

test('sent again over and over while it is erased for having expired, it ends as done', async () => {
  const body = await bodyOfItsOwn();
  const { id } = await service.submit(body);
  for (let i = 0; i < 5; i++) {
    await letExpire([id]);
    await Promise.all([keepHouse(), service.submit(body)]);
  }
  expect((await ended(service, id)).status).toBe('done');
});

test('one that expires while it runs is ended and erased', async () => {
  const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
  const { id } = await service.submit(submitBody(given, { delay_ms: 60_000 }));
  await letExpire([id]);
  expect(await keepHouse()).toMatchObject({ expired: { submissions: 1, stepOutputs: 0 } });
  await expectNoHistory(id);
  expect(await query('SELECT FROM submission WHERE id = $1', [id])).toEqual([]);
});

describe('two runs at once', () => {
  test('erase each submission once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push((await service.submit(await bodyOfItsOwn())).id);
    for (const id of ids) await ended(service, id);
    await letExpire(ids);
    const before = await rows();
    const reports = await Promise.all([keepHouse(), keepHouse(), keepHouse()]);
    const after = await rows();
    const sum = (pick: (report: HousekeepingReport) => number) => reports.reduce((all, report) => all + pick(report), 0);
    expect(sum(({ expired }) => expired.submissions)).toBe(12);
    expect(sum(({ expired }) => expired.stepOutputs)).toBe(before['step_output']! - after['step_output']!);
    expect(sum(({ expired }) => expired.artifacts)).toBe(before['artifact']! - after['artifact']!);
    expect(after['submission']).toBe(before['submission']! - 12);
    expect(sum(({ expired }) => expired.failed)).toBe(0);
  });

  test('start what has no run, once', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) {
      const given = distinctCase(await readCase('fixtures/synth-plain'), randomUUID());
      ids.push((await service.submit(submitBody(given, { delay_ms: 60_000 }))).id);
    }
    // As a database looks that was restored beside an empty Temporal.
    for (const id of ids) await temporal().workflowService.deleteWorkflowExecution({ namespace: 'default', workflowExecution: { workflowId: id } });
    for (const id of ids) await expectNoHistory(id);
    await query('UPDATE submission SET delay_ms = 0 WHERE id = ANY($1)', [ids]);

    const reports = await Promise.all([keepHouse(), keepHouse()]);
    expect(reports.map(({ pending }) => pending.failed)).toEqual([0, 0]);
    expect(Math.max(...reports.map(({ pending }) => pending.started))).toBeGreaterThan(0);
    const done = () => query<{ id: string }>("SELECT id FROM submission WHERE status = 'done' AND id = ANY($1)", [ids]);
    await expect.poll(done).toHaveLength(5);
    expect(await query("SELECT FROM submission WHERE status = 'pending'")).toEqual([]);
    for (const id of ids) {
      await expect.poll(async () => (await temporal().workflow.count(`WorkflowId = '${id}' AND ExecutionStatus = 'Completed'`)).count).toBe(1);
    }
  });
});

test('what nothing names is swept once it is old', async () => {
  await query("INSERT INTO artifact (digest, media_type, bytes, size, stored_at) VALUES (repeat('a', 64), 'text/plain', 'old', 3, now() - interval '3 hours'), (repeat('b', 64), 'text/plain', 'young', 5, now() - interval '90 minutes')");
  expect(await keepHouse()).toMatchObject({ orphans: { artifacts: 1, bytes: 3 } });
  expect(await query("SELECT media_type FROM artifact WHERE digest = repeat('b', 64)")).toHaveLength(1);
});

test('a submission that cannot be erased does not keep the others', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.push((await service.submit(await bodyOfItsOwn())).id);
  for (const id of ids) await ended(service, id);
  const [bent] = ids.toSorted();
  await query(`CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF OLD.id = '${bent}' THEN RAISE EXCEPTION 'it stays'; END IF; RETURN OLD; END $$`);
  await query('CREATE TRIGGER keep BEFORE DELETE ON submission FOR EACH ROW EXECUTE FUNCTION keep()');
  await letExpire(ids);
  expect(await keepHouse()).toMatchObject({ expired: { submissions: 2, failed: 1 }, unfinished: [] });
  await query('DROP TRIGGER keep ON submission');
  expect(await keepHouse()).toMatchObject({ expired: { submissions: 1, failed: 0 } });
});
