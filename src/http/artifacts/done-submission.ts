import type { Digest } from '../../contract/run.ts';
import { FrontalError } from '../../contract/errors.ts';
import type { Submission, SubmissionStore } from '../../submissions/submission.ts';
import { ownedSubmission } from '../../submissions/owned.ts';

export interface DoneSubmission extends Submission {
  readonly svg: Digest;
  readonly document: Digest;
}

/** A submission of the caller's that has a result. @throws FrontalError `not_found` and why there is none, `gone` */
export async function doneSubmission(submissions: SubmissionStore, id: string, tenant: string | null): Promise<DoneSubmission> {
  const submission = await ownedSubmission(submissions, id, tenant);
  const { svg, document, status } = submission;
  if (svg === null || document === null) throw new FrontalError('not_found', WITHOUT_RESULT[status]);
  return { ...submission, svg, document };
}

const WITHOUT_RESULT: Record<Submission['status'], string> = {
  pending: 'The submission has not ended yet; its result comes with its end.',
  done: 'The submission has no result.',
  failed: 'The submission failed: there is no result. Its status says why.',
  cancelled: 'The submission was cancelled: there is no result.',
};
