import type Router from '@koa/router';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { cancelSubmission } from '../../submissions/cancel.ts';
import { routeOf } from '../../contract/paths.ts';
import { loss, ownedSubmission } from '../../submissions/owned.ts';
import { answerSubmit } from './submit-answer.ts';

/** 200 where the submission has ended, be it by this or before; 202 while its run is still ending. */
export function cancelRoute(router: Router<RequestState>, deps: ApiDependencies): void {
  router.post(routeOf('cancel'), async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const submission = await ownedSubmission(deps.submissions, id, ctx.state.tenant);
    if (submission.status === 'pending') await cancelSubmission(deps, submission);
    const now = await deps.submissions.find(id);
    if (now === null) throw await loss(deps.submissions, id);
    await answerSubmit(ctx, deps, now);
  });
}
