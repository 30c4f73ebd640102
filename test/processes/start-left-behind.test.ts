import { expect, test } from 'vitest';
import { FrontalError } from '../../src/contract/errors.ts';
import { startLeftBehind } from '../../src/processes/start-left-behind.ts';
import { createFakeRuns, running } from '../http/support/runs.ts';
import { newSubmission, useDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';

const database = useDatabase();
const { signal } = new AbortController();

test('what was accepted and never started is started, of more than one page, and what runs is left alone', async () => {
  const { submissions } = database();
  const ids = Array.from({ length: 230 }, (_, i) => `submission ${i}`);
  await Promise.all(ids.map((id) => submissions.accept(newSubmission(id))));
  const runs = createFakeRuns();
  runs.states.set('submission 7', running('run of its own'));
  await startLeftBehind({ log: silentLog, stopping: signal }, { submissions, runs });
  expect(runs.started.map(({ submissionId }) => submissionId).toSorted()).toEqual(ids.filter((id) => id !== 'submission 7').toSorted());
});

test('it goes on where it was once an outage is over', async () => {
  const { submissions } = database();
  for (const id of ['a', 'b', 'c', 'd']) await submissions.accept(newSubmission(id));
  const runs = createFakeRuns();
  let asked = 0;
  const observe = async (id: string) => {
    asked += 1;
    if (asked <= 3) throw new FrontalError('unavailable', 'Temporal cannot be reached.');
    return runs.observe(id);
  };
  await startLeftBehind({ log: silentLog, stopping: signal }, { submissions, runs: { ...runs, observe } });
  expect(runs.started).toHaveLength(4);
});

test('a submission that cannot be looked after does not keep the others', async () => {
  const { submissions } = database();
  for (const id of ['a', 'b', 'c']) await submissions.accept(newSubmission(id));
  const runs = createFakeRuns();
  const observe = async (id: string) => (id === 'b' ? Promise.reject(new Error('bent')) : runs.observe(id));
  await startLeftBehind({ log: silentLog, stopping: signal }, { submissions, runs: { ...runs, observe } });
  expect(runs.started.map(({ submissionId }) => submissionId)).toEqual(['a', 'c']);
});

test('it is over once the process stops, in the midst of an outage as well', async () => {
  const { submissions } = database();
  for (const id of ['a', 'b', 'c']) await submissions.accept(newSubmission(id));
  const runs = createFakeRuns();
  const stop = new AbortController();
  const observe = async () => {
    stop.abort();
    throw new FrontalError('unavailable', 'Temporal cannot be reached.');
  };
  await startLeftBehind({ log: silentLog, stopping: stop.signal }, { submissions, runs: { ...runs, observe } });
  expect(runs.started).toEqual([]);
});
