import { expect, test } from 'vitest';
import { forgetEffects, judge, pending } from '../../../bench/faults/judge.ts';
import { smallCase } from '../../../bench/faults/small-case.ts';
import { createTraffic } from '../../../bench/faults/traffic.ts';
import { useLab, WITHIN_MS } from './outcome.ts';

const lab = useLab('task-queue');

test('what is lost, damaged, done twice or left behind does not go unseen', { timeout: WITHIN_MS }, async () => {
  const { lab: system, reference } = lab();
  await forgetEffects(system);
  const cases = [smallCase(1e6), smallCase(1e6 + 1)];
  const ids = await createTraffic(system.apiUrls).submitAll(cases, 1);
  await expect.poll(() => pending(system), { timeout: 60_000 }).toBe(0);
  expect(await judge(system, cases, ids, reference)).toEqual({ accepted: 2, lost: 0, duplicated: 0, pending: 0 });

  await system.query("INSERT INTO effect SELECT * FROM effect WHERE kind = 'end' AND key = $1", [ids[0]]);
  await system.query('UPDATE submission SET svg = document WHERE id = $1', [ids[0]]);
  await system.query("UPDATE artifact SET bytes = 'bent' WHERE digest = (SELECT portrait FROM submission WHERE id = $1)", [ids[1]]);
  expect(await judge(system, cases, [...ids, 'unknown'], reference)).toEqual({ accepted: 3, lost: 3, duplicated: 1, pending: 0 });
});
