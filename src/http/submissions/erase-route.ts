import type Router from '@koa/router';
import type { ApiDependencies, RequestState } from '../dependencies.ts';
import { endRow } from './cancel.ts';
import { SUBMISSION_PATH } from './links.ts';
import { absence, ownedSubmission } from './owned.ts';

/**
 * Erases a submission: it is stopped, then its runs go with their histories, then its row with all that nobody else uses.
 *
 * The row goes last. While it is there the request can be sent again, and each part of it is harmless where it was done
 * already: a process that dies in between, and Temporal being away, leave a submission that is whole as far as it can be
 * seen, and nothing that nobody could erase any more. It is ended first, so that nobody who asks for it meanwhile takes
 * it for one that was never started.
 */
export function eraseRoute(router: Router<RequestState>, deps: ApiDependencies): void {
  router.delete(SUBMISSION_PATH, async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const submission = await ownedSubmission(deps.submissions, id, ctx.state.tenant);
    if (submission.status === 'pending') {
      await deps.runs.cancel(id);
      await endRow(deps, { ...submission, webhook: null });
    }
    await deps.runs.erase(id);
    const erased = await deps.submissions.erase(id, 'deleted');
    if (erased === null) throw await absence(deps.submissions, id, ctx.state.tenant);
    ctx.state.log.info({ artifacts: erased.artifacts.length, bytes: erased.bytes }, 'a submission was erased');
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 204;
  });
}
