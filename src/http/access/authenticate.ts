import type { Context, Middleware } from 'koa';
import { FrontalError } from '../../errors.ts';
import type { RequestState } from '../dependencies.ts';

/** Whose key was shown; null where it is nobody's. */
export type TenantOf = (key: string) => string | null;

/** What can be asked without a key: whether the service lives, and how it is to be talked to. */
const OPEN = /^\/(health\/|openapi\.json$|docs(\/|$))/;

/**
 * Lets in who shows a key, as `Authorization: Bearer …` or `X-API-Key: …`, and notes whose it is. Where no keys are set
 * everyone is let in, and nobody is a tenant.
 */
export function authenticate(tenantOf: TenantOf | null): Middleware<RequestState> {
  return async (ctx, next) => {
    ctx.state.tenant = null;
    if (tenantOf !== null && !OPEN.test(ctx.path) && ctx.method !== 'OPTIONS') {
      const tenant = tenantOf(shownKey(ctx));
      if (tenant === null) {
        ctx.set('WWW-Authenticate', 'Bearer realm="frontal"');
        throw new FrontalError('unauthorized', 'Show an API key: `Authorization: Bearer <key>` or `X-API-Key: <key>`.');
      }
      ctx.state.tenant = tenant;
      ctx.state.log = ctx.state.log.child({ tenant });
    }
    await next();
  };
}

function shownKey(ctx: Context): string {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(ctx.get('Authorization')) ?? [];
  return bearer ?? ctx.get('X-API-Key');
}
