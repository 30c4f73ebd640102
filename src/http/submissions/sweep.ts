import { FrontalError } from '../../errors.ts';
import type { Submission } from '../../storage/submission.ts';
import { reconcile } from './reconcile.ts';
import type { Lifecycle } from './start.ts';

const PAGE = 100;

export interface Sweep {
  /** Rows accepted before this are looked at. */
  readonly before: Date;
  /** Ends the sweep between two rows. */
  readonly signal: AbortSignal;
  /** Told of a row that could not be looked after; the sweep goes on. */
  readonly onFault: (error: unknown, submission: Submission) => void;
}

/**
 * Reconciles every pending submission. Run at start-up, it starts what was accepted by a process that died before it
 * could start the workflow.
 *
 * @returns how many rows were looked at
 * @throws FrontalError `unavailable`: there is no use in going on
 */
export async function sweepPending(lifecycle: Lifecycle, { before, signal, onFault }: Sweep): Promise<number> {
  let seen = 0;
  let after: string | null = null;
  for (;;) {
    const page = await lifecycle.submissions.listPending({ before, after, limit: PAGE });
    for (const submission of page) {
      if (signal.aborted) return seen;
      await lookAfter(submission);
      seen += 1;
    }
    if (page.length < PAGE) return seen;
    after = page.at(-1)!.id;
  }

  async function lookAfter(submission: Submission): Promise<void> {
    try {
      await reconcile(lifecycle, submission);
    } catch (error) {
      if (error instanceof FrontalError && error.code === 'unavailable') throw error;
      onFault(error, submission);
    }
  }
}
