import type { Middleware } from 'koa';
import type { RequestState } from '../request-state.ts';

/** Nothing here is a page, but for the documentation, which sets its own policy. */
export const safeHeaders: Middleware<RequestState> = async (ctx, next) => {
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Referrer-Policy', 'no-referrer');
  // Pictures of faces are shown on no page but those of the same origin.
  ctx.set('Cross-Origin-Resource-Policy', 'same-origin');
  ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  await next();
};
