import { FrontalError } from '../contract/errors.ts';
import type { Submission, SubmissionStore } from './submission.ts';
import { SUBMISSION_ID } from '../contract/submission-id.ts';

/**
 * A submission of the caller's. Those of other tenants are not there for the caller, whatever became of them.
 *
 * @throws FrontalError `not_found`, `gone`
 */
export async function ownedSubmission(submissions: SubmissionStore, id: string, tenant: string | null): Promise<Submission> {
  // Sent again between the two questions, it is no row for the first and leaves no trace for the second.
  for (let looks = SUBMISSION_ID.test(id) ? 2 : 0; looks > 0; looks--) {
    const submission = await submissions.find(id);
    if (submission?.tenant === tenant) return submission;
    const erased = await submissions.findErased(id);
    if (erased?.tenant === tenant) throw new FrontalError('gone', GONE[erased.reason]);
  }
  throw new FrontalError('not_found', 'There is no submission with this id.');
}

/** Why a submission is not there that was a moment ago. Its trace may be gone already: it has been sent again since. */
export async function loss(submissions: SubmissionStore, id: string): Promise<FrontalError> {
  const erased = await submissions.findErased(id);
  return new FrontalError('gone', GONE[erased?.reason ?? 'deleted']);
}

const GONE = {
  deleted: 'The submission was deleted, with everything that came of it. Sent again, it is a new one.',
  expired: 'The submission was kept as long as it was to be kept, and then erased. Sent again, it is a new one.',
} as const;
