import type { DataSource } from 'typeorm';
import type { Digest } from '../contract/run.ts';
import { FrontalError } from '../contract/errors.ts';
import { transact, type Ask } from './ask.ts';
import { isLife } from './end-life.ts';
import { eraseUnnamedArtifacts, eraseUnusedOutputs } from './erase-unused.ts';
import { createParameters } from './parameters.ts';
import { ORDER } from './step-outputs.ts';
import type { ErasedSubmission, ErasedWhole, Life } from '../submissions/submission.ts';

/** A submission has four steps: nothing can keep growing for longer. */
const MAX_TRIES = 10;

/** Erases those of the submissions that are there in the life that is meant, in one transaction. See SubmissionStore. */
export async function eraseSubmissions(
  dataSource: DataSource,
  ids: readonly string[],
  reason: ErasedSubmission['reason'],
  life?: Life,
): Promise<ErasedWhole> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const erased = await transact(dataSource, (ask) => eraseWhole(ask, ids, reason, life));
    if (erased !== 'grown') return erased;
  }
  throw new FrontalError('unavailable', 'The submission is being worked on. Try again shortly.');
}

/** `grown`: steps have written for a submission while the locks were taken, which therefore are not all. */
async function eraseWhole(
  ask: Ask,
  wanted: readonly string[],
  reason: ErasedSubmission['reason'],
  life: Life | undefined,
): Promise<ErasedWhole | 'grown'> {
  // In the order that step-outputs.ts speaks of, and of each kind by key, so that no two sets wait for each other.
  const artifacts = await ask<{ digest: Digest }>(`${NAMED} ORDER BY a.digest FOR UPDATE OF a`, [wanted]);
  const outputs = await ask<{ key: string }>(`${USED} ORDER BY ${ORDER} FOR UPDATE OF o`, [wanted]);
  const { bind, values } = createParameters();
  const meant = `s.id = ANY(${bind(wanted)}::text[]) AND ${life === undefined ? 'true' : isLife(life, bind)}`;
  const submissions = await ask<{ id: string }>(`SELECT s.id FROM submission AS s WHERE ${meant} ORDER BY s.id FOR UPDATE`, values);
  if (submissions.length === 0) return { submissions: 0, stepOutputs: 0, artifacts: [], bytes: 0 };

  const ids = submissions.map(({ id }) => id);
  const digests = artifacts.map(({ digest }) => digest);
  const keys = outputs.map(({ key }) => key);
  const others = `SELECT FROM (${NAMED}) AS named WHERE digest <> ALL($2::text[])
    UNION ALL SELECT FROM (${USED}) AS used WHERE key <> ALL($3::text[])`;
  if ((await ask(others, [ids, digests, keys])).length > 0) return 'grown';

  await ask(
    `WITH gone AS (DELETE FROM submission WHERE id = ANY($1::text[]) RETURNING id, tenant)
     INSERT INTO erased_submission (id, tenant, reason) SELECT id, tenant, $2 FROM gone ORDER BY id
     ON CONFLICT (id) DO UPDATE SET tenant = excluded.tenant, erased_at = now(), reason = excluded.reason`,
    [ids, reason],
  );
  const stepOutputs = await eraseUnusedOutputs(ask, keys);
  return { submissions: ids.length, stepOutputs, ...(await eraseUnnamedArtifacts(ask, digests)) };
}

/** Step outputs that the submissions use, be it alone or with others. */
const USED = 'SELECT o.key FROM step_output AS o WHERE o.key IN (SELECT step_key FROM submission_step WHERE submission_id = ANY($1::text[]))';

/** Artifacts that the submissions or step outputs of them name. */
const NAMED = `SELECT a.digest FROM artifact AS a WHERE a.digest IN (
  SELECT unnest(ARRAY[portrait, label_map, landmarks, svg, document]) FROM submission WHERE id = ANY($1::text[])
  UNION SELECT unnest(o.artifacts) FROM step_output AS o JOIN submission_step ON step_key = o.key WHERE submission_id = ANY($1::text[])
)`;
