import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import { digestOf } from '../../src/content/digest.ts';
import type { Stores } from '../../src/storage/stores.ts';
import type { Artifact, StepRecord } from '../../src/submissions/steps/ports.ts';
import { STEPS_OF_ALL, type Step } from '../../src/contract/run.ts';
import { requestOptions, type SubmissionOptions } from '../../src/contract/options.ts';

/** Bytes of each artifact, as fixtures/astronaut and its results have them. */
const SIZES = { portrait: 102_409, map: 2_821, landmarks: 14_243, alignment: 900, upright: 95_000, regions: 24_000, svg: 150_000, document: 30_000 };
const MADE: Readonly<Record<Step, readonly (keyof typeof SIZES)[]>> = {
  find: [],
  decode: ['alignment'],
  rotate: ['upright'],
  contour: ['regions'],
  render: ['svg', 'document'],
};
export const OPTIONS: SubmissionOptions = readOptions();

function readOptions(): SubmissionOptions {
  const { delay_ms: _delay, retention: _retention, webhook: _webhook, find: _find, ...options } = requestOptions.parse({});
  return options;
}

/** Text that compresses, as coordinates do; pictures do not. A drawing holds its portrait as base64, and paths. */
const TEXT = new Set<keyof typeof SIZES>(['landmarks', 'alignment', 'regions', 'document']);

/** An artifact of its own bytes, as large and as dense as one of its kind. */
export function madeArtifact(kind: keyof typeof SIZES): Artifact {
  const bytes = kind === 'svg' ? drawingOf(SIZES.svg) : TEXT.has(kind) ? textOf(SIZES[kind]) : randomBytes(SIZES[kind]);
  const mediaType = kind === 'svg' ? 'image/svg+xml' : TEXT.has(kind) ? 'application/json' : 'image/png';
  return { bytes, mediaType, digest: digestOf(bytes) };
}

function drawingOf(size: number): Buffer {
  const portrait = randomBytes(SIZES.upright).toString('base64');
  return Buffer.concat([Buffer.from(portrait), textOf(size - portrait.length)]);
}

/** Coordinates in JSON, as points of contours are written. */
function textOf(size: number): Buffer {
  const numbers: string[] = [];
  const coordinate = () => (Math.random() * 1000).toFixed(2);
  for (let length = 0; length < size; length += numbers.at(-1)!.length) numbers.push(`[${coordinate()},${coordinate()}]`);
  return Buffer.from(numbers.join(',').slice(0, size));
}

/** A submission that is sent, worked on and done, as API and worker write it. */
export async function wholeSubmission({ submissions, steps }: Stores, id: string, tenant: string): Promise<void> {
  await submissions.accept({
    id,
    tenant,
    portrait: madeArtifact('portrait'),
    labelMap: madeArtifact('map'),
    landmarks: madeArtifact('landmarks'),
    options: OPTIONS,
    delayMs: 0,
  });
  for (const step of STEPS_OF_ALL.slice(0, -1)) await steps.remember(id, recordOf(step, id));
  const last = recordOf('render', id);
  const [svg, document] = last.artifacts;
  const timings = { decode: 10, rotate: 20, contour: 30, render: 5 };
  await steps.complete(id, `run of ${id}`, last, { svg: svg!.digest, document: document!.digest, timings });
}

export function recordOf(step: Step, id: string): StepRecord {
  return { key: digestOf(Buffer.from(`${step} of ${id}`)), step, output: { ms: 1 }, artifacts: MADE[step].map(madeArtifact) };
}

export interface Cost {
  readonly relation: string;
  readonly rows: number;
  readonly heap: number;
  readonly toast: number;
  readonly indexes: number;
  readonly indexCount: number;
}

/** Bytes and rows of each table. */
export async function sizes(client: Client): Promise<Cost[]> {
  await client.query('VACUUM ANALYZE');
  const { rows } = await client.query(`SELECT c.relname AS relation, c.reltuples::float8 AS rows, pg_relation_size(c.oid)::float8 AS heap,
      coalesce(pg_total_relation_size(nullif(c.reltoastrelid, 0)), 0)::float8 AS toast, pg_indexes_size(c.oid)::float8 AS indexes,
      (SELECT count(*)::int FROM pg_index WHERE indrelid = c.oid) AS "indexCount"
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
    WHERE relkind = 'r' AND nspname = 'public' AND relname <> 'migration' ORDER BY relname`);
  return rows;
}

export interface Writes {
  readonly walBytes: number;
  readonly transactions: number;
  readonly updates: number;
  readonly hotUpdates: number;
}

/** What the database has written until now. */
export async function writes(client: Client): Promise<Writes> {
  await client.query('SELECT pg_stat_force_next_flush(), pg_stat_clear_snapshot()');
  const { rows } = await client.query(`SELECT (pg_current_wal_lsn() - '0/0')::float8 AS "walBytes",
      (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())::float8 AS transactions,
      (SELECT sum(n_tup_upd) FROM pg_stat_user_tables WHERE relname = 'submission')::float8 AS updates,
      (SELECT sum(n_tup_hot_upd) FROM pg_stat_user_tables WHERE relname = 'submission')::float8 AS "hotUpdates"`);
  return rows[0];
}
