import { Client } from 'pg';

/** Of those that are filled in, the oldest this many have expired, and the newest this many are pending. */
export const EXPIRED = 1_000;
export const PENDING = 200;
export const TENANTS = 100;

/** Of the n-th submission that is filled in: as its artifacts are named. */
const digest = (what: string) => `encode(sha256(convert_to('${what} ' || n, 'UTF8')), 'hex')`;
const SUBMISSION_ID = `left(encode(sha256(convert_to('submission ' || n, 'UTF8')), 'hex'), 52)`;
const TENANT = `'tenant-' || n % ${TENANTS}`;
const key = (step: string) => `'tenant-' || n % ${TENANTS} || '/' || ${digest(`${step} key`)}`;
const STATUS = `CASE WHEN n > $1 - ${PENDING} THEN 'pending' WHEN n % 50 = 0 THEN 'failed' WHEN n % 200 = 1 THEN 'cancelled' ELSE 'done' END`;
const IS_DONE = `${STATUS} = 'done'`;
/** Over a week, the last one just now; the oldest EXPIRED ones were accepted a week and more ago. */
const ACCEPTED = `now() - interval '7 days' * (1 - (n - ${EXPIRED}.5) / ($1 - ${EXPIRED}))`;
const OPTIONS = `'${JSON.stringify({ alignment: { method: 'auto', schema: null }, contours: { detail: { tolerance_px: 0.5 } }, filler: 'o'.repeat(600) })}'`;

const SENT = ['portrait', 'map', 'landmarks'] as const;
const MADE = { decode: ['alignment'], rotate: ['upright'], contour: ['regions'], render: ['svg', 'document'] } as const;

/** Rows as `count` submissions leave them, each of its own bytes; of each artifact a few bytes alone. */
export async function fill(url: string, count: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Without looking up each reference: they are right by construction.
    await client.query('SET session_replication_role = replica');
    await client.query('SET synchronous_commit = off');
    for (const sql of statements()) await client.query(sql, [count]);
    await client.query('RESET session_replication_role');
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

function statements(): string[] {
  const each = 'FROM generate_series(1, $1::integer) AS n';
  const artifact = (what: string, where = 'true') =>
    `INSERT INTO artifact (digest, media_type, bytes, size, stored_at, created_at)
     SELECT ${digest(what)}, 'application/octet-stream', sha256(convert_to(n::text, 'UTF8')), 32, ${ACCEPTED}, ${ACCEPTED} ${each} WHERE ${where}`;
  const output = ([step, made]: [string, readonly string[]]) =>
    `INSERT INTO step_output (key, step, output, artifacts, created_at)
     SELECT ${key(step)}, '${step}', json_build_object('${made[0]}', ${digest(made[0]!)}), ARRAY[${made.map(digest).join(', ')}], ${ACCEPTED} ${each} WHERE ${IS_DONE}`;
  const link = (step: string) => `INSERT INTO submission_step (submission_id, step_key) SELECT ${SUBMISSION_ID}, ${key(step)} ${each} WHERE ${IS_DONE}`;
  return [
    ...SENT.map((what) => artifact(what)),
    ...Object.values(MADE).flatMap((made) => made.map((what) => artifact(what, IS_DONE))),
    ...Object.entries(MADE).map(output),
    `INSERT INTO submission (id, tenant, status, portrait, label_map, landmarks, options, delay_ms, engine, acceptance,
       accepted_at, created_at, expires_at, ended_at, ended_run_id, svg, document, timings)
     SELECT ${SUBMISSION_ID}, ${TENANT}, ${STATUS}, ${SENT.map(digest).join(', ')}, ${OPTIONS}, 0, '1', gen_random_uuid(),
       ${ACCEPTED}, ${ACCEPTED}, ${ACCEPTED} + interval '7 days',
       CASE WHEN ${STATUS} <> 'pending' THEN ${ACCEPTED} + interval '1 second' END, CASE WHEN ${STATUS} <> 'pending' THEN gen_random_uuid() END,
       CASE WHEN ${IS_DONE} THEN ${digest('svg')} END, CASE WHEN ${IS_DONE} THEN ${digest('document')} END,
       CASE WHEN ${IS_DONE} THEN '{"decode":10,"rotate":20,"contour":30,"render":5}'::json END
     ${each}`,
    `INSERT INTO pending_submission (id, tenant, accepted_at, expires_at)
     SELECT id, tenant, accepted_at, expires_at FROM submission WHERE status = 'pending' AND $1 > 0`,
    ...Object.keys(MADE).map(link),
    `INSERT INTO erased_submission (id, tenant, erased_at, reason)
     SELECT left(${digest('erased')}, 52), ${TENANT}, ${ACCEPTED} - interval '80 days', 'expired' ${each}`,
  ];
}

/** Submissions that come and end at once, as many as between two vacuums of a large table. */
export const CHURN = 40_000;

const TOUCHED = ['submission', 'pending_submission'];

/** Has so many submissions come and fail, a hundred in a transaction, without a vacuum after them. */
export async function churn(client: Client, count: number): Promise<void> {
  for (const table of TOUCHED) await client.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`);
  const HUNDRED = 100;
  for (let first = 1; first <= count; first += HUNDRED) {
    const each = `FROM generate_series(${first}, ${first + HUNDRED - 1}) AS n`;
    await client.query(`INSERT INTO submission (id, status, portrait, label_map, landmarks, options, delay_ms, engine, acceptance, accepted_at, expires_at)
      SELECT 'churn ' || n, 'pending', portrait, label_map, landmarks, '{}', 0, '1', gen_random_uuid(), now(), now() + interval '7 days'
      ${each}, (SELECT portrait, label_map, landmarks FROM submission LIMIT 1) AS given`);
    await client.query(`UPDATE submission SET status = 'failed', ended_at = now() WHERE id IN (SELECT 'churn ' || n ${each})`);
  }
  for (const table of TOUCHED) await client.query(`ALTER TABLE ${table} RESET (autovacuum_enabled)`);
}

/** Names of the n-th submission that is filled in, as the database computes them. */
export async function named(client: Client, n: number): Promise<{ id: string; tenant: string; svg: string; keys: string[] }> {
  const { rows } = await client.query(
    `SELECT ${SUBMISSION_ID} AS id, ${TENANT} AS tenant, ${digest('svg')} AS svg, ARRAY[${Object.keys(MADE).map((step) => digest(`${step} key`)).join(', ')}] AS keys
     FROM (SELECT $1::integer AS n) AS given`,
    [n],
  );
  return rows[0];
}
