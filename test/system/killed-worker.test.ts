import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { readCase, submitBody } from '../../src/cli/case.ts';
import type { Service } from '../../src/cli/service.ts';
import { distinctCase } from '../../bench/distinct.ts';
import { STEPS } from '../../src/contract.ts';
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
  worker = await system().startWorker();
  hold = await holdFirstOf(STEPS, system().database, new pg.Client({ connectionString: system().databaseUrl }));
});

const submit = async (mark: string) => {
  const given = distinctCase(await readCase('fixtures/synth-plain'), mark);
  return (await service.submit(submitBody(given))).id;
};

test('killed with SIGKILL in each of the four steps: every submission ends as done after the restart', async () => {
  const inDecode = await submit('killed in decode');
  await hold.isHeld('decode');
  const inBoth = await submit('killed in rotate and contour');
  await hold.isHeld('rotate');
  await hold.isHeld('contour');
  const inRender = await submit('killed in render');
  await hold.isHeld('render');

  const ids = [inDecode, inBoth, inRender];
  expect(await Promise.all(ids.map(async (id) => (await service.status(id)).status))).not.toContain('done');

  await worker.stop('SIGKILL');
  await hold.release();
  await system().startWorker();

  const answers = await Promise.all(ids.map((id) => ended(service, id)));
  expect(answers.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  // One effect each, though steps ran twice: the same pixels gave the same bytes.
  expect(new Set(answers.map(({ svg }) => svg)).size).toBe(1);
});
