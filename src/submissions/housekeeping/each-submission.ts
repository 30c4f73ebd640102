import { FrontalError } from '../../contract/errors.ts';
import { StatementTimeout } from '../../contract/statement-timeout.ts';

/** An outage is no matter of a single submission; one that is being worked on at this moment says the same. */
const OUTAGE = 3;

/**
 * Does `work` for each submission; one that fails is told of and passed over.
 *
 * @returns ids of those passed over
 * @throws FrontalError `unavailable` where several in a row say so
 */
export async function eachSubmission<S extends { readonly id: string }>(
  submissions: readonly S[],
  signal: AbortSignal,
  work: (submission: S) => Promise<void>,
  onFault: (error: unknown, id: string) => void,
): Promise<string[]> {
  const failed: string[] = [];
  let away = 0;
  for (const submission of submissions) {
    signal.throwIfAborted();
    try {
      await work(submission);
      away = 0;
    } catch (error) {
      away = isOutage(error) ? away + 1 : 0;
      if (away === OUTAGE) throw error;
      onFault(error, submission.id);
      failed.push(submission.id);
    }
  }
  return failed;
}

function isOutage(error: unknown): boolean {
  return error instanceof FrontalError && error.code === 'unavailable' && !(error instanceof StatementTimeout);
}
