import { Readable } from 'node:stream';
import type Router from '@koa/router';
import { FrontalError } from '../../contract/errors.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { RequestState } from '../request-state.ts';
import { heldFor } from '../hold.ts';
import { routeOf } from '../../contract/paths.ts';
import { ownedSubmission } from '../../submissions/owned.ts';
import { followSubmission } from './follow.ts';
import { stateEvent } from './state-event.ts';

/** Each open stream looks at its row four times a second. */
export const MAX_STREAMS = 256;

/** The states of a submission as they come about, as server-sent events. */
export function eventsRoute(router: Router<RequestState>, deps: ApiDependencies): void {
  let open = 0;

  router.get(routeOf('events'), async (ctx) => {
    const { id = '' } = ctx.params as { id?: string };
    const submission = await ownedSubmission(deps.submissions, id, ctx.state.tenant);
    const seen = ctx.get('Last-Event-ID');
    ctx.set('Cache-Control', 'no-store');
    // A client that comes back after the end is told so: any other answer makes it come again.
    if (submission.status !== 'pending' && seen === endOf(submission).id) {
      ctx.status = 204;
      return;
    }
    ctx.set('X-Accel-Buffering', 'no');
    ctx.status = 200;
    ctx.type = 'text/event-stream';
    if (ctx.method === 'HEAD') {
      ctx.body = '';
      return;
    }
    if (open >= MAX_STREAMS) throw new FrontalError('busy', 'Too many event streams are open. Ask for the status instead.');
    const held = heldFor(ctx.res, deps.stopping);
    if (!held.aborted) {
      open += 1;
      held.addEventListener('abort', () => (open -= 1), { once: true });
    }
    ctx.body = Readable.from(followSubmission(deps, id, seen, held));
  });

  function endOf(submission: Awaited<ReturnType<typeof ownedSubmission>>) {
    return stateEvent({ submission, status: submission.status, progress: null, attempt: null, warnings: [] }, deps.temporalUi);
  }
}
