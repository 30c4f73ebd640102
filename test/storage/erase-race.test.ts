import { describe, expect, it } from 'vitest';
import type { StepRecord, StepStore } from '../../src/submissions/steps/ports.ts';
import type { Step } from '../../src/contract/run.ts';
import { artifactOf, newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();
const ACTORS = 8;
const TURNS = 40;
const LATER = () => new Date(Date.now() + 60_000);
const TIMINGS = { decode: 0, rotate: 0, contour: 0, render: 0 };

/** Few enough for every actor to meet every other one at the same bytes. */
const pick = (kind: string, index: number) => artifactOf(`"${kind} ${index % 3}"`);

describe('erasing, beside everything else at once', () => {
  it('never fails, never takes what is in use, and leaves nothing for ever', async () => {
    const { submissions, steps, dataSource } = database();

    // Each sends a submission of its own, of bytes and steps that others share, uses it, and erases it.
    const actor = async (self: number) => {
      for (let turn = 0; turn < TURNS; turn++) {
        const id = `of ${self}`;
        await submissions.accept(sharing(id, self + turn));
        await useWhole(steps, id, self + turn);
        expect(await submissions.findWithResult(id, 1000)).toMatchObject({ submission: { status: 'done' } });
        expect(await submissions.erase(id, 'deleted')).not.toBeNull();
        expect(await submissions.findErased(id)).not.toBeNull();
      }
    };
    // Sends, works for and erases one that others send, work for and erase at the same time.
    const rival = async (self: number) => {
      const calls = [
        () => submissions.accept(sharing('contested', 0)),
        () => steps.remember('contested', record('rotate', turned(self), 'upright'), keys(self)),
        () => steps.recall('contested', keys(self)),
        () => complete(steps, 'contested', self, drawn(self)),
        () => submissions.recordEnd({ submissionId: 'contested', runId: `run ${self}`, status: 'failed', failure: null }),
        () => submissions.recordDelivery('contested', { attempt: 1, urlHost: '', statusCode: 200, error: null, nextAttemptAt: null }),
        () => submissions.erase('contested', 'expired'),
        () => submissions.sweepOrphans({ olderThan: LATER(), limit: 5 }),
        () => submissions.eraseExpired(['contested', `over ${self}`, 'contested too']),
      ];
      for (let turn = 0; turn < TURNS * 3; turn++) await calls[(turn * (self + 3) + (turn >> 3)) % calls.length]!();
    };
    await Promise.all(Array.from({ length: ACTORS }, (_, self) => (self % 2 === 0 ? actor(self) : rival(self))));

    const bent = `SELECT id FROM submission FULL JOIN pending_submission AS p USING (id)
      WHERE (status = 'pending') IS DISTINCT FROM (p.accepted_at IS NOT NULL) OR status IS NULL`;
    expect(await dataSource.query(bent)).toEqual([]);
    await submissions.erase('contested', 'deleted');
    // To the end, from wherever the last one got to, and once all through.
    for (let round = 0; round < 2; ) if (!(await submissions.sweepOrphans({ olderThan: LATER(), limit: 1000 })).more) round++;
    for (const table of ['submission', 'pending_submission', 'submission_step', 'step_output', 'artifact', 'webhook_delivery']) {
      expect([table, ...(await dataSource.query(`SELECT * FROM ${table}`))]).toEqual([table]);
    }
  });
});

const turned = (index: number) => index % 3;
const keys = (index: number) => [`rotate ${turned(index)}`, `contour ${turned(index + 1)}`];

function sharing(id: string, index: number) {
  return newSubmission(id, { portrait: pick('portrait', index), labelMap: pick('map', index + 1), landmarks: pick('landmarks', index) });
}

function record(step: Step, index: number, kind: string): StepRecord {
  return { key: `${step} ${index}`, step, output: { index }, artifacts: [pick(kind, index), pick(kind, index + 1)] };
}

/** As the activities do it: what was recalled or remembered is loaded, and has to be there. */
async function useWhole(steps: StepStore, id: string, index: number): Promise<void> {
  const recalled = await steps.remember(id, record('decode', turned(index), 'alignment'), keys(index));
  for (const key of keys(index)) {
    const [step, number] = key.split(' ') as [Step, string];
    if (!recalled.has(key)) await steps.remember(id, record(step, Number(number), 'upright'));
  }
  const named = ['alignment', 'upright'].flatMap((kind) => [index, index + 1].map((each) => pick(kind, turned(each)).digest));
  await steps.load([...named, pick('portrait', index).digest, pick('map', index + 1).digest]);
  // A try after one that died has the artifacts stored already.
  const whole = drawn(index);
  const known = await steps.recall(id, [whole.key]);
  await complete(steps, id, index, known.size === 0 ? whole : { ...whole, artifacts: [] });
}

const drawn = (index: number) => record('render', turned(index), 'drawn');

async function complete(steps: StepStore, id: string, index: number, written: StepRecord): Promise<void> {
  const [svg, document] = drawn(index).artifacts.map(({ digest }) => digest);
  await steps.complete(id, `run of ${index}`, written, { svg: svg!, document: document!, timings: TIMINGS });
}
