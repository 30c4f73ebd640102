import type { Middleware } from 'koa';
import type { RequestState } from '../request-state.ts';
import { isOpen } from './open-paths.ts';
import { tellRate, type Rate } from './rate.ts';

/** Takes each request from the share of its tenant, or of its address where there are no tenants, and tells what is left. */
export function limitRate(rate: Rate | null): Middleware<RequestState> {
  if (rate === null) return (_ctx, next) => next();
  return async (ctx, next) => {
    if (!isOpen(ctx.path)) tellRate(ctx, rate, await rate.take(ctx.state.tenant ?? ctx.ip));
    await next();
  };
}
