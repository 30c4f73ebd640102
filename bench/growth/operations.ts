import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { readPendingBacklog } from '../../src/storage/pending-backlog.ts';
import type { Stores } from '../../src/storage/stores.ts';
import { madeArtifact, OPTIONS, recordOf, wholeSubmission } from './cost.ts';
import { EXPIRED, named, PENDING } from './fill.ts';

/** A call as API, worker or housekeeping makes it. */
export interface Operation {
  readonly name: string;
  /** Brings about what the call needs, untimed. */
  readonly before?: () => Promise<unknown>;
  readonly call: () => Promise<unknown>;
}

/** Looks at rows, which change nothing, come before those that write. */
export async function operationsOn(stores: Stores, dataSource: DataSource, client: Client, count: number): Promise<Operation[]> {
  const { submissions, steps } = stores;
  const one = await named(client, EXPIRED + Math.floor((count - EXPIRED - PENDING) / 100) * 50 + 2);
  const { tenant } = one;
  const ids: string[] = [];
  const send = async () => {
    const id = randomUUID();
    await submissions.accept({ id, tenant, portrait: madeArtifact('portrait'), labelMap: madeArtifact('map'), landmarks: madeArtifact('landmarks'), options: OPTIONS, delayMs: 0 });
    ids.push(id);
  };
  const whole = async () => {
    const id = randomUUID();
    await wholeSubmission(stores, id, tenant);
    ids.push(id);
  };
  const list = (status: 'done' | 'failed' | 'pending' | null) => submissions.list({ tenant, status, before: null, limit: 50 });
  const LONG_AGO = new Date(Date.now() - 89 * 24 * 3_600_000);
  return [
    { name: 'status: find', call: () => submissions.find(one.id) },
    { name: 'status: with result', call: () => submissions.findWithResult(one.id, 1000) },
    { name: 'status: of an erased one', call: () => submissions.findErased('unknown') },
    { name: 'load an artifact', call: () => submissions.loadArtifact(one.svg) },
    { name: 'list', call: () => list(null) },
    { name: 'list done', call: () => list('done') },
    { name: 'list failed', call: () => list('failed') },
    { name: 'list pending', call: () => list('pending') },
    { name: 'recall steps', call: () => steps.recall(one.id, one.keys) },
    { name: 'count pending, all', call: () => submissions.countPending() },
    { name: 'count pending, a tenant', call: () => submissions.countPending(tenant) },
    { name: 'backlog metrics', call: () => readPendingBacklog(dataSource) },
    { name: 'list what is pending', call: () => submissions.listPending({ before: new Date(Date.now() + 3_600_000), after: null, limit: 100 }) },
    { name: 'list what has expired', call: () => submissions.expired({ after: null, limit: 500 }) },
    { name: 'sweep a slice of 5000', call: () => submissions.sweepOrphans({ olderThan: new Date(), limit: 5000 }) },
    { name: 'accept', call: send },
    { name: 'remember a step', before: send, call: () => steps.remember(ids.at(-1)!, recordOf('rotate', ids.at(-1)!)) },
    { name: 'complete', before: send, call: () => complete(ids.at(-1)!) },
    { name: 'record a failure', before: send, call: () => submissions.recordEnd({ submissionId: ids.at(-1)!, runId: 'run', status: 'failed', failure: null }) },
    { name: 'erase one', before: whole, call: () => submissions.erase(ids.at(-1)!, 'deleted') },
    { name: 'forget 500 traces', call: () => submissions.forgetErased({ before: LONG_AGO, limit: Math.min(500, Math.floor(count / 100)) }) },
  ];

  async function complete(id: string): Promise<void> {
    const record = recordOf('render', id);
    const [svg, document] = record.artifacts;
    const timings = { decode: 10, rotate: 20, contour: 30, render: 5 };
    await steps.complete(id, 'run', record, { svg: svg!.digest, document: document!.digest, timings });
  }
}
