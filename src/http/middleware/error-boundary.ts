import type { Middleware } from 'koa';
import type { RequestState } from '../request-state.ts';
import { foreseenProblem, problemOf, PROBLEM_TYPE } from '../problem.ts';

const RETRY_AFTER_SECONDS = '5';

/** The one place where an error becomes an answer. What nobody foresaw is logged whole and told to nobody. */
export const errorBoundary: Middleware<RequestState> = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    let problem = foreseenProblem(error);
    if (!problem) {
      ctx.state.log.error({ err: error }, 'request failed');
      problem = problemOf('internal', 'The fault is logged under the X-Request-Id of this answer.');
    } else if (problem.status >= 500) {
      ctx.state.log[problem.status === 503 ? 'warn' : 'error']({ err: error }, 'request could not be served');
    }
    ctx.status = problem.status;
    ctx.body = problem;
    ctx.type = PROBLEM_TYPE;
    ctx.set('Cache-Control', 'no-store');
    // What was waited for is no answer any more.
    ctx.remove('Preference-Applied');
    if (problem.status === 503 && !ctx.response.get('Retry-After')) ctx.set('Retry-After', RETRY_AFTER_SECONDS);
  }
};
