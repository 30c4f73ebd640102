import type { Submission } from './submission.ts';
import type { Lifecycle } from './start.ts';

/**
 * Cancels a pending submission. A run that is open is told, and its step with it; it ends the row itself a little later.
 * A submission without one (it was accepted and never started, or its run was ended from outside) is ended by its row.
 *
 * @throws FrontalError `unavailable`
 */
export async function cancelSubmission({ submissions, runs }: Lifecycle, { id, acceptance, webhook }: Submission): Promise<void> {
  if (await runs.cancel(id)) return;
  const before = await runs.runIds(id);
  // First: nobody looks here again once the row has ended. The delivery waits for that.
  if (webhook !== null) await runs.deliver(id);
  await submissions.endLife(id, { acceptance }, before.own[0] ?? null);

  // Another request may have started it since Temporal was asked. One that was accepted since then keeps its run.
  const since = (await runs.runIds(id)).own.filter((runId) => !before.own.includes(runId));
  if (since[0] !== undefined && (await submissions.endLife(id, { acceptance }, since[0]))) await runs.erase(id, { own: since });
}
