import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { RequestState } from '../request-state.ts';

/** Short and plain, so that a caller's id can be written to headers and logs as it is. */
const ACCEPTED_ID = /^[\w.:-]{1,128}$/;

/** Takes over the caller's `X-Request-Id` or makes one, answers with it, and logs under it. */
export function requestId(log: Logger): Middleware<RequestState> {
  return async (ctx, next) => {
    const sent = ctx.get('X-Request-Id');
    const id = ACCEPTED_ID.test(sent) ? sent : randomUUID();
    ctx.state.requestId = id;
    ctx.state.log = log.child({ requestId: id });
    ctx.set('X-Request-Id', id);
    await next();
  };
}
