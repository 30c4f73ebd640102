import { IsNull, Raw, type DataSource, type FindOperator, type FindOptionsWhere } from 'typeorm';
import type { Submission } from '../submissions/submission.ts';
import { manage } from './ask.ts';
import { ArtifactEntity } from './entities/artifact.ts';
import { PendingSubmissionEntity, type PendingSubmissionRow } from './entities/pending-submission.ts';
import { SubmissionEntity } from './entities/submission.ts';
import { isText } from './submission-columns.ts';

/** By the clock of the database: those of processes differ. */
const STILL_KEPT = Raw((column) => `${column} > now()`) as FindOperator<Date>;

/** See SubmissionStore. */
export async function findSubmission(dataSource: DataSource, id: string): Promise<Submission | null> {
  if (!isText(id)) return null;
  return manage(dataSource, (manager) => manager.findOneBy(SubmissionEntity, { id, expiresAt: STILL_KEPT }));
}

/** See SubmissionStore. */
export async function describeArtifact(dataSource: DataSource, digest: string): Promise<{ mediaType: string; size: number } | null> {
  if (!isText(digest)) return null;
  return manage(dataSource, (manager) => manager.findOne(ArtifactEntity, { select: { mediaType: true, size: true }, where: { digest } }));
}

/** See SubmissionStore. */
export function countPending(dataSource: DataSource, tenant: string | null | undefined): Promise<number> {
  const where: FindOptionsWhere<PendingSubmissionRow> = { expiresAt: STILL_KEPT };
  return manage(dataSource, (manager) => manager.countBy(PendingSubmissionEntity, tenant === undefined ? where : { ...where, tenant: tenant ?? IsNull() }));
}
