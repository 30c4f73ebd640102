import type { Middleware } from 'koa';
import type { RequestState } from '../request-state.ts';
import type { ApiMetrics } from '../metrics.ts';
import { routePattern } from './route-pattern.ts';

export function measureRequests(metrics: ApiMetrics): Middleware<RequestState> {
  return async (ctx, next) => {
    const stop = metrics.requestSeconds.startTimer();
    try {
      await next();
    } finally {
      stop({ method: ctx.method, route: routePattern(ctx), status: String(ctx.status) });
      if (ctx.status === 500) metrics.internalErrors.inc();
    }
  };
}
