import type { DataSource } from 'typeorm';
import type { Digest } from '../contract/run.ts';
import { transact } from './ask.ts';
import { eraseUnnamedArtifacts, eraseUnusedOutputs, UNNAMED, UNUSED } from './erase-unused.ts';
import { ORDER } from './step-outputs.ts';
import type { Erased } from '../submissions/submission.ts';

/**
 * See SubmissionStore. What others hold at this moment is about to be used or erased by them, and passed over.
 *
 * Orphans are rare: outputs of steps that ended at the very moment in which their submission was erased, and those of
 * versions that did not write down which submission used them.
 */
export async function sweepOrphans(dataSource: DataSource, { olderThan, limit }: { olderThan: Date; limit: number }): Promise<Erased> {
  const stepOutputs = await transact(dataSource, async (ask) => {
    const orphans = await ask<{ key: string }>(
      `SELECT o.key FROM step_output AS o WHERE o.created_at < $1 AND ${UNUSED} ORDER BY ${ORDER} LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [olderThan, limit],
    );
    return eraseUnusedOutputs(ask, orphans.map(({ key }) => key));
  });
  const artifacts = await transact(dataSource, async (ask) => {
    const orphans = await ask<{ digest: Digest }>(
      `SELECT a.digest FROM artifact AS a WHERE a.stored_at < $1 AND ${UNNAMED} ORDER BY a.digest LIMIT $2 FOR UPDATE SKIP LOCKED`,
      [olderThan, limit],
    );
    return eraseUnnamedArtifacts(ask, orphans.map(({ digest }) => digest));
  });
  return { stepOutputs, ...artifacts };
}
