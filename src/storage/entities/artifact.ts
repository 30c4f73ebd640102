import { EntitySchema } from 'typeorm';
import type { Digest } from '../../contract/run.ts';

/** A byte string addressed by its SHA-256. Never changed, only erased. */
export interface ArtifactRow {
  digest: Digest;
  mediaType: string;
  bytes: Buffer;
  /** Length of `bytes`, so that sums need not read them. */
  size: number;
  createdAt: Date;
  /**
   * When someone last stored these bytes, to the hour: an artifact that no row refers to yet, but whose submission or
   * step output is about to be written, is told by it from one that can be erased.
   */
  storedAt: Date;
}

export const ArtifactEntity = new EntitySchema<ArtifactRow>({
  name: 'artifact',
  columns: {
    digest: { type: 'text', primary: true, primaryKeyConstraintName: 'artifact_pkey' },
    mediaType: { type: 'text', name: 'media_type' },
    bytes: { type: 'bytea' },
    size: { type: 'integer' },
    createdAt: { type: 'timestamptz', name: 'created_at', default: () => 'now()' },
    storedAt: { type: 'timestamptz', name: 'stored_at', default: () => 'now()' },
  },
  checks: [{ name: 'artifact_digest_is_sha256', expression: `digest ~ '^[0-9a-f]{64}$'` }],
});
