import { beforeAll, expect, test } from 'vitest';
import { distinctCase } from '../../bench/distinct.ts';
import { readCase } from '../../src/cli/case.ts';
import { ACTIVITY_PLACEMENTS, type ActivityPlacement } from '../../src/contract/run.ts';
import { readOptionsField } from '../../src/http/input/options-field.ts';
import { payloadsOf } from '../support/payloads.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import { ended, useSharedSystem } from '../support/system.ts';

const system = useSharedSystem();
let apis: Record<ActivityPlacement, Service>;
beforeAll(async () => {
  apis = { 'task-queue': system().service, local: (await system().startApi({ ACTIVITY_PLACEMENT: 'local' })).service };
});

/** Earns every warning that a well-formed case can: a schema that knows few of its labels, and no alignment. */
const DOUBTFUL = { alignment: { method: 'none' }, labels: { schema: 'mediapipe-6' }, zones: true, measures: true };

const name = (i: number) => `m${i}`.padEnd(40, 'x');
const absent = (i: number, count: number) => Array.from({ length: count }, (_, k) => 20_000 + i * count + k);

/** As many merges as are allowed, of labels that no map here has, and more labels to leave out than options have room for. */
const merging = (extra: number) => ({
  ...DOUBTFUL,
  labels: { ...DOUBTFUL.labels, merge: Object.fromEntries(Array.from({ length: 64 }, (_, i) => [name(i), absent(i, 11)])), exclude: absent(100, extra) },
});

/** The looks of so many regions; merges that fit no label go with them, so that their warning does, too. */
const styled = (extra: number) => ({
  ...DOUBTFUL,
  labels: { ...DOUBTFUL.labels, merge: Object.fromEntries(Array.from({ length: 12 }, (_, i) => [name(i), absent(i, 1)])) },
  style: { regions: Object.fromEntries(absent(0, extra).map((label) => [label, { fill: '#12345678', dash: '99999.999 99999.999' }])) },
});

/** The options with the largest `extra` that is accepted. */
function largest(options: (extra: number) => object): object {
  let extra = 0;
  for (let more = 512; more >= 1; more /= 2) while (readOptionsField(options(extra + more)).ok) extra += more;
  expect(extra).toBeGreaterThan(0);
  expect(JSON.stringify(options(extra)).length).toBeGreaterThan(7_400);
  return options(extra);
}

test.each(ACTIVITY_PLACEMENTS.flatMap((placement) => [
  [placement, 'merges', merging] as const,
  [placement, 'styles', styled] as const,
]))('%s: with as many %s as options can hold, each payload stays below 16 KB', async (placement, _what, options) => {
  const service = apis[placement];
  const given = distinctCase(await readCase('fixtures/astronaut'), placement);
  const { id } = await service.submit(submitBody(given, largest(options)));
  const answer = await ended(service, id);
  expect(answer.status).toBe('done');
  const warnings = answer.warnings?.map(({ code }) => code);
  expect(warnings).toEqual(expect.arrayContaining(['alignment_skipped', 'merge_without_labels', 'labels_not_in_schema', 'label_schema_doubtful']));

  const run = system().temporal.client.workflow.getHandle(id);
  await run.result();
  const sizes = payloadsOf(await run.fetchHistory()).map((payload) => Buffer.byteLength(payload));
  expect(Math.max(...sizes)).toBeGreaterThan(8 * 1024);
  expect(Math.max(...sizes)).toBeLessThan(16 * 1024);
});
