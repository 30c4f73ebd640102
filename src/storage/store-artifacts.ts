import type { Artifact } from '../submissions/steps/ports.ts';
import type { Parameters } from './parameters.ts';

/**
 * The common table expression `stored`: writes each artifact that is not there, `where` the condition holds. Who counts
 * its rows comes after it.
 *
 * Always by ascending digest, so that two statements storing the same artifacts cannot wait for each other. One that
 * is there is locked until the statement commits and marked as stored lately, so that it cannot be erased in between.
 */
export function storeArtifacts(artifacts: readonly Artifact[], { bind }: Parameters, where = 'true'): string {
  const byDigest = new Map(artifacts.map((artifact) => [artifact.digest, artifact]));
  if (byDigest.size === 0) return 'stored AS (SELECT 1 WHERE false)';
  const rows = [...byDigest.values()]
    .sort((a, b) => (a.digest < b.digest ? -1 : 1))
    .map(
      ({ digest, mediaType, bytes }) =>
        `(${bind(digest)}::text, ${bind(mediaType)}::text, ${bind(bytes)}::bytea, ${bind(bytes.byteLength)}::integer)`,
    );
  return `stored AS (
    INSERT INTO artifact AS a (digest, media_type, bytes, size)
    SELECT * FROM (VALUES ${rows.join(', ')}) AS given WHERE ${where}
    ON CONFLICT (digest) DO UPDATE SET stored_at = now() WHERE a.stored_at < now() - interval '1 hour'
    RETURNING 1
  )`;
}
