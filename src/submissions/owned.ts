import { FrontalError } from '../contract/errors.ts';
import type { Submission, SubmissionStore } from './submission.ts';
import { SUBMISSION_ID } from '../contract/submission-id.ts';

/**
 * A submission of the caller's. Those of other tenants are not there for the caller, whatever became of them.
 *
 * @throws FrontalError `not_found`, `gone`
 */
export async function ownedSubmission(submissions: SubmissionStore, id: string, tenant: string | null): Promise<Submission> {
  const submission = SUBMISSION_ID.test(id) ? await submissions.find(id) : null;
  if (submission?.tenant !== tenant) throw await absence(submissions, id, tenant);
  return submission;
}

/** Why a submission is not there for a caller: it never was, or it has been erased. */
export async function absence(submissions: SubmissionStore, id: string, tenant: string | null): Promise<FrontalError> {
  const erased = SUBMISSION_ID.test(id) ? await submissions.findErased(id) : null;
  return erased?.tenant === tenant
    ? new FrontalError('gone', GONE[erased.reason])
    : new FrontalError('not_found', 'There is no submission with this id.');
}

/** The same of one that was there a moment ago. Its trace may be gone already: it has been sent again since. */
export async function loss(submissions: SubmissionStore, id: string): Promise<FrontalError> {
  const erased = await submissions.findErased(id);
  return new FrontalError('gone', GONE[erased?.reason ?? 'deleted']);
}

const GONE = {
  deleted: 'The submission was deleted, with everything that came of it. Sent again, it is a new one.',
  expired: 'The submission was kept as long as it was to be kept, and then erased. Sent again, it is a new one.',
} as const;
