import type Router from '@koa/router';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { eraseLife } from '../../submissions/erase.ts';
import { routeOf } from '../../contract/paths.ts';
import { loss, ownedSubmission } from '../../submissions/owned.ts';

/**
 * Erases the submission that the caller sees. One that was sent again while it is being erased was erased for its sender:
 * the answer is as if the one request had come after the other.
 */
export function eraseRoute(router: Router<RequestState>, deps: ApiDependencies): void {
  router.delete(routeOf('submission'), async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const { tenant, log } = ctx.state;
    const { acceptance } = await ownedSubmission(deps.submissions, id, tenant);
    const erased = await eraseLife(deps, id, { acceptance }, 'deleted');
    if (erased !== null) log.info({ artifacts: erased.artifacts.length, bytes: erased.bytes }, 'a submission was erased');
    else if ((await deps.submissions.find(id)) === null) throw await loss(deps.submissions, id);
    else log.info('a submission was sent again while it was being erased, and stays');
    ctx.set('Cache-Control', 'no-store');
    ctx.status = 204;
  });
}
