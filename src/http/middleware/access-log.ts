import type { Middleware } from 'koa';
import type { RequestState } from '../request-state.ts';
import { isQuiet } from './quiet-routes.ts';
import { routePattern } from './route-pattern.ts';

/** One line a request: never a body, never a header but the length. Probes and scrapes are logged at debug. */
export const accessLog: Middleware<RequestState> = async (ctx, next) => {
  const began = performance.now();
  try {
    await next();
  } finally {
    ctx.state.log[isQuiet(routePattern(ctx)) ? 'debug' : 'info'](
      {
        method: ctx.method,
        path: ctx.path,
        status: ctx.status,
        requestBytes: ctx.request.length,
        ms: Math.round(performance.now() - began),
      },
      'request',
    );
  }
};
