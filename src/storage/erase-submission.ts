import type { DataSource } from 'typeorm';
import type { Digest } from '../contract/run.ts';
import { FrontalError } from '../contract/errors.ts';
import { transact, type Ask } from './ask.ts';
import { isLife } from './end-life.ts';
import { eraseUnnamedArtifacts, eraseUnusedOutputs } from './erase-unused.ts';
import { createParameters } from './parameters.ts';
import { ORDER } from './step-outputs.ts';
import type { Erased, ErasedSubmission, Life } from '../submissions/submission.ts';

/** A submission has four steps: nothing can keep growing for longer. */
const MAX_TRIES = 10;

/** See SubmissionStore. */
export async function eraseSubmission(
  dataSource: DataSource,
  id: string,
  reason: ErasedSubmission['reason'],
  life?: Life,
): Promise<Erased | null> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const erased = await transact(dataSource, (ask) => eraseWhole(ask, id, reason, life));
    if (erased !== 'grown') return erased;
  }
  throw new FrontalError('unavailable', 'The submission is being worked on. Try again shortly.');
}

/** `grown`: steps have written for the submission while the locks were taken, which therefore are not all. */
async function eraseWhole(
  ask: Ask,
  id: string,
  reason: ErasedSubmission['reason'],
  life: Life | undefined,
): Promise<Erased | null | 'grown'> {
  // In the order that step-outputs.ts speaks of.
  const artifacts = await ask<{ digest: Digest }>(`${NAMED} ORDER BY a.digest FOR UPDATE OF a`, [id]);
  const outputs = await ask<{ key: string }>(`${USED} ORDER BY ${ORDER} FOR UPDATE OF o`, [id]);
  const { bind, values } = createParameters();
  const meant = `s.id = ${bind(id)} AND ${life === undefined ? 'true' : isLife(life, bind)}`;
  const submission = await ask(`SELECT FROM submission AS s WHERE ${meant} FOR UPDATE`, values);
  if (submission.length === 0) return null;

  const digests = artifacts.map(({ digest }) => digest);
  const keys = outputs.map(({ key }) => key);
  const others = `SELECT FROM (${NAMED}) AS named WHERE digest <> ALL($2::text[])
    UNION ALL SELECT FROM (${USED}) AS used WHERE key <> ALL($3::text[])`;
  if ((await ask(others, [id, digests, keys])).length > 0) return 'grown';

  await ask(
    `WITH gone AS (DELETE FROM submission WHERE id = $1 RETURNING id, tenant)
     INSERT INTO erased_submission (id, tenant, reason) SELECT id, tenant, $2 FROM gone
     ON CONFLICT (id) DO UPDATE SET tenant = excluded.tenant, erased_at = now(), reason = excluded.reason`,
    [id, reason],
  );
  const stepOutputs = await eraseUnusedOutputs(ask, keys);
  return { stepOutputs, ...(await eraseUnnamedArtifacts(ask, digests)) };
}

/** Step outputs that the submission uses, be it alone or with others. */
const USED = 'SELECT o.key FROM step_output AS o WHERE o.key IN (SELECT step_key FROM submission_step WHERE submission_id = $1)';

/** Artifacts that the submission or a step output of it names. */
const NAMED = `SELECT a.digest FROM artifact AS a WHERE a.digest IN (
  SELECT unnest(ARRAY[portrait, label_map, landmarks, svg, document]) FROM submission WHERE id = $1
  UNION SELECT unnest(o.artifacts) FROM step_output AS o JOIN submission_step ON step_key = o.key WHERE submission_id = $1
)`;
