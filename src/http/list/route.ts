import type Router from '@koa/router';
import type { Submission } from '../../submissions/submission.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { linksOf, type TemporalUi } from '../links.ts';
import type { RequestState } from '../request-state.ts';
import { choiceOf, textOf, wholeOf } from '../query.ts';
import { PATHS, routeOf } from '../../contract/paths.ts';
import { errorOf } from '../../answer/view.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { LISTED_STATUSES, type ListAnswer } from './answer.ts';

export const LIST_LIMIT = { min: 1, max: 100, fallback: 20 };

/** The caller's submissions, from their rows alone: a list asks Temporal nothing. */
export function listRoute(router: Router<RequestState>, { submissions, temporalUi }: ApiDependencies): void {
  router.get(routeOf('list'), async (ctx) => {
    const { status, limit: most, cursor } = ctx.query;
    const chosen = status === undefined ? null : choiceOf('status', status, LISTED_STATUSES, 'pending');
    const limit = wholeOf('limit', most, LIST_LIMIT);
    const after = textOf('cursor', cursor);
    const before = after === null ? null : readCursor(after);
    const page = await submissions.list({ tenant: ctx.state.tenant, status: chosen, before, limit });

    const next = page.next && writeCursor(page.next);
    if (next !== null) {
      const query = new URLSearchParams({ ...(chosen !== null && { status: chosen }), limit: String(limit), cursor: next });
      ctx.set('Link', `<${PATHS.list}?${query.toString()}>; rel="next"`);
    }
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { submissions: page.submissions.map((one) => listedView(one, temporalUi)), next } satisfies ListAnswer;
  });
}

function listedView(submission: Submission, temporalUi: TemporalUi): ListAnswer['submissions'][number] {
  const { id, status, engine, createdAt, acceptedAt, endedAt, expiresAt, failure } = submission;
  return {
    id,
    status,
    engine,
    created_at: createdAt.toISOString(),
    accepted_at: acceptedAt.toISOString(),
    ended_at: endedAt?.toISOString() ?? null,
    expires_at: expiresAt.toISOString(),
    ...(status === 'failed' && { error: errorOf(failure) }),
    links: linksOf(id, temporalUi),
  };
}
