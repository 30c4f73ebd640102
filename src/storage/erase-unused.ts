import type { Digest } from '../contract/run.ts';
import type { Ask } from './ask.ts';

/**
 * Both are statements of their own, after the ones that have locked the rows in question: a reference made before the
 * lock is seen, and none can be made after it.
 */

/** Erases those of the locked step outputs that no submission uses, and says how many they were. */
export async function eraseUnusedOutputs(ask: Ask, keys: readonly string[]): Promise<number> {
  if (keys.length === 0) return 0;
  const erased = await ask(`DELETE FROM step_output AS o WHERE o.key = ANY($1::text[]) AND ${UNUSED} RETURNING o.key`, [keys]);
  return erased.length;
}

/** Erases those of the locked artifacts that nothing names. */
export async function eraseUnnamedArtifacts(ask: Ask, digests: readonly Digest[]): Promise<{ artifacts: Digest[]; bytes: number }> {
  if (digests.length === 0) return { artifacts: [], bytes: 0 };
  const erased = await ask<{ digest: Digest; size: number }>(
    `DELETE FROM artifact AS a WHERE a.digest = ANY($1::text[]) AND ${UNNAMED} RETURNING a.digest, a.size`,
    [digests],
  );
  return { artifacts: erased.map(({ digest }) => digest), bytes: erased.reduce((sum, { size }) => sum + size, 0) };
}

/** That no submission uses the step output `o`. */
export const UNUSED = 'NOT EXISTS (SELECT FROM submission_step WHERE step_key = o.key)';

/** That neither a submission nor a step output names the artifact `a`. */
export const UNNAMED = [
  ...['portrait', 'label_map', 'landmarks', 'svg', 'document'].map(
    (column) => `NOT EXISTS (SELECT FROM submission WHERE ${column} = a.digest)`,
  ),
  'NOT EXISTS (SELECT FROM step_output WHERE artifacts @> ARRAY[a.digest])',
].join(' AND ');
