import { describe, expect, it } from 'vitest';
import { artifactOf, newSubmission, useDatabase } from '../support/database.ts';

const database = useDatabase();

describe('each call', () => {
  it('is one round trip', async () => {
    const { submissions, steps, dataSource } = database();
    let statements = 0;
    // Ends are told afterwards, and together.
    dataSource.logger.logQuery = (sql: string) => void (statements += sql.includes('pg_notify') ? 0 : 1);
    const [svg, document] = [artifactOf('<svg/>'), artifactOf('{}')];
    const record = { key: 'render', step: 'render' as const, output: {}, artifacts: [svg, document] };
    const result = { svg: svg.digest, document: document.digest, timings: { decode: 0, rotate: 0, contour: 0, render: 0 } };
    const calls = {
      accept: () => submissions.accept(newSubmission('one')),
      find: () => submissions.find('one'),
      remember: () => steps.remember('one', record, ['other']),
      recall: () => steps.recall('one', ['render']),
      load: () => steps.load([svg.digest, document.digest]),
      complete: () => steps.complete('one', 'run-1', record, result),
      loadArtifact: () => submissions.loadArtifact(svg.digest),
      loadPiece: () => submissions.loadPiece(svg.digest, 0, 1),
      findWithResult: () => submissions.findWithResult('one', 1000),
      endLife: () => submissions.endLife('one', 'expired', 'run'),
      recordEnd: () => submissions.recordEnd({ submissionId: 'one', runId: 'run', status: 'failed', failure: null }),
      listPending: () => submissions.listPending({ before: new Date(), after: 'one', limit: 10 }),
      findErased: () => submissions.findErased('one'),
      describeArtifact: () => submissions.describeArtifact(svg.digest),
      stepOutputs: () => submissions.stepOutputs('one'),
      list: () => submissions.list({ tenant: null, status: null, before: null, limit: 10 }),
      countPending: () => submissions.countPending(),
      expired: () => submissions.expired({ after: null, limit: 10 }),
      forgetErased: () => submissions.forgetErased({ before: new Date(0), limit: 10 }),
      recordDelivery: () => submissions.recordDelivery('one', { attempt: 1, urlHost: '', statusCode: 200, error: null, nextAttemptAt: null }),
      deliveriesOf: () => submissions.deliveriesOf('one'),
    };
    const made: Record<string, number> = {};
    for (const [name, call] of Object.entries(calls)) {
      statements = 0;
      await call();
      made[name] = statements;
    }
    expect(made).toEqual(Object.fromEntries(Object.keys(calls).map((name) => [name, 1])));
  });
});
