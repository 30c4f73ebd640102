import { reconcile } from './reconcile.ts';
import type { Lifecycle } from './start.ts';

const PAGE = 100;

/**
 * Reconciles every submission that was pending before `before`. Run at start-up, it starts what was accepted by a
 * process that died before it could start the workflow.
 *
 * @returns how many rows were looked at
 * @throws FrontalError `unavailable`
 */
export async function sweepPending(lifecycle: Lifecycle, before: Date): Promise<number> {
  let seen = 0;
  let after: string | null = null;
  for (;;) {
    const page = await lifecycle.submissions.listPending({ before, after, limit: PAGE });
    for (const submission of page) await reconcile(lifecycle, submission);
    seen += page.length;
    if (page.length < PAGE) return seen;
    after = page.at(-1)!.id;
  }
}
