import { setTimeout as sleep } from 'node:timers/promises';
import { lookAfterPending, type LookAfterDependencies } from '../../activities/look-after-pending.ts';
import { reconcile } from '../submissions/reconcile.ts';
import type { Lifecycle } from '../submissions/start.ts';
import type { Submission } from '../submissions/submission.ts';
import type { Parts } from './parts.ts';

/**
 * Starts what an earlier process accepted and could not start, as soon as Temporal answers: the part of housekeeping that
 * has to be done where no worker is up to keep house. Over once the process stops.
 */
export async function startLeftBehind({ log, stopping }: Pick<Parts, 'log' | 'stopping'>, lifecycle: Lifecycle): Promise<void> {
  const look = lookAfterPending<Submission>({
    submissions: lifecycle.submissions,
    reconcile: async (submission) => (await reconcile(lifecycle, submission)).did,
    onFault: (error, id) => log.error({ err: error, id }, 'a pending submission could not be looked after'),
  } satisfies LookAfterDependencies<Submission>);
  let seen = 0;
  let after: string | null = null;
  for (let pauseMs = 500; !stopping.aborted; ) {
    try {
      const batch = await look({ after }, { signal: stopping });
      seen += batch.seen;
      after = batch.next;
      if (after !== null) continue;
      if (seen > 0) log.info({ submissions: seen }, 'pending submissions were looked after');
      return;
    } catch (error) {
      if (stopping.aborted) return;
      log.warn({ err: error }, 'pending submissions could not be looked after yet');
      await sleep(pauseMs, undefined, { signal: stopping }).catch(() => {});
      pauseMs = Math.min(2 * pauseMs, 30_000);
    }
  }
}
