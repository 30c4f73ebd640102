import { describe, expect, test } from 'vitest';
import { STORE } from '../../../bench/faults/faults.ts';
import { forgetEffects, judge, pending } from '../../../bench/faults/judge.ts';
import { runFault } from '../../../bench/faults/run-fault.ts';
import { smallCase } from '../../../bench/faults/small-case.ts';
import { createTraffic } from '../../../bench/faults/traffic.ts';
import { ACTIVITY_PLACEMENTS } from '../../../src/contract/run.ts';
import { expectSound, heard, LOAD, useLab } from './outcome.ts';

const lab = useLab(...ACTIVITY_PLACEMENTS);

describe('a database that fails in the middle of fifty submissions, placed both ways: they wait for it, and new ones are told to come back', () => {
  test.each(STORE)('$name', async (fault) => {
    const outcome = await runFault(lab().lab, fault, LOAD, lab().reference);
    expectSound(outcome, LOAD.before + LOAD.meanwhile);
    expect(heard(outcome, /no answer/)).toBe(0);
    expect(heard(outcome, /^submit 503/)).toBeGreaterThan(0);
  });
});

test('what is lost, damaged, done twice or left behind does not go unseen', async () => {
  const { lab: system, reference } = lab();
  await forgetEffects(system);
  const cases = [smallCase(1e6), smallCase(1e6 + 1)];
  const ids = await createTraffic(system.apiUrls).submitAll(cases, 1);
  await expect.poll(() => pending(system)).toBe(0);
  expect(await judge(system, cases, ids, reference)).toEqual({ accepted: 2, lost: 0, duplicated: 0, pending: 0 });

  await system.query("INSERT INTO effect SELECT * FROM effect WHERE kind = 'end' AND key = $1", [ids[0]]);
  await system.query('UPDATE submission SET svg = document WHERE id = $1', [ids[0]]);
  const [portrait] = await system.query<{ digest: string; bytes: Buffer }>('SELECT digest, bytes FROM artifact WHERE digest = (SELECT portrait FROM submission WHERE id = $1)', [ids[1]]);
  const damage = (bytes: string | Buffer) => system.query('UPDATE artifact SET bytes = $1 WHERE digest = $2', [bytes, portrait!.digest]);
  await damage('bent');
  try {
    expect(await judge(system, cases, [...ids, 'unknown'], reference)).toEqual({ accepted: 3, lost: 3, duplicated: 1, pending: 0 });
  } finally {
    // What follows is judged in the same database.
    await damage(portrait!.bytes);
  }
});
