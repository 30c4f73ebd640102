import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import { submitBody, type Service } from '../support/raw-service.ts';
import { distinctCase } from '../../bench/distinct.ts';
import { STEPS } from '../../src/contract/run.ts';
import { holdFirstOf, type Hold } from '../support/hold-steps.ts';
import { ended, useSystem } from '../support/system.ts';
import type { TestProcess } from '../support/service.ts';

/**
 * A trigger holds the first write of each step, so that the worker is known to be inside that step when it is killed:
 * its work done, its write under way, nothing acknowledged.
 */
const system = useSystem();
let service: Service;
let worker: TestProcess;
let hold: Hold;
beforeAll(async () => {
  ({ service } = await system().startApi());
  // Four steps are held at once, which takes as many slots.
  worker = await system().startWorker({ PIXEL_THREADS: '2' });
  hold = await holdFirstOf(STEPS, system().database, new pg.Client({ connectionString: system().databaseUrl }));
});

/** Cases that share no artifact: a held write must not make another submission wait. */
const CASES = ['astronaut', 'synth-plain', 'synth-holes'] as const;

const submit = async (name: (typeof CASES)[number], mark: string) => {
  const given = distinctCase(await readCase(`fixtures/${name}`), mark);
  return (await service.submit(submitBody(given))).id;
};

test('killed with SIGKILL in each of the four steps: every submission ends as done after the restart', async () => {
  const inDecode = await submit('astronaut', 'killed');
  await hold.isHeld('decode');
  const inBoth = await submit('synth-plain', 'killed');
  await hold.isHeld('rotate');
  await hold.isHeld('contour');
  const inRender = await submit('synth-holes', 'killed');
  await hold.isHeld('render');

  const ids = [inDecode, inBoth, inRender];
  expect(await Promise.all(ids.map(async (id) => (await service.status(id)).status))).not.toContain('done');

  await worker.stop('SIGKILL');
  await hold.release();
  await system().startWorker();

  const answers = await Promise.all(ids.map((id) => ended(service, id)));
  expect(answers.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  // One effect each, though steps ran twice: the bytes are those of a run that nobody disturbed.
  const undisturbed = await Promise.all(CASES.map(async (name) => ended(service, await submit(name, 'undisturbed'))));
  expect(answers.map(({ svg }) => svg)).toEqual(undisturbed.map(({ svg }) => svg));
});
