import { LRUCache } from 'lru-cache';
import type { Context, Middleware } from 'koa';
import { FrontalError } from '../../contract/errors.ts';
import type { RequestState } from '../request-state.ts';
import { isOpen } from './open-paths.ts';
import { tellRate, type Rate } from './rate.ts';

/** Whose key was shown; null where it is nobody's. */
export type TenantOf = (key: string) => string | null;

/** Callers who are known to hold a key; of more than these the ones who came longest ago are forgotten. */
const MAX_KNOWN = 10_000;

/**
 * Lets in who shows a key, as `Authorization: Bearer …` or `X-API-Key: …`, and notes whose it is. Where no keys are set
 * everyone is let in, and nobody is a tenant.
 *
 * Each wrong key is taken from the share of the address it came from. Once that is used up, the address is told of no key
 * whether it is right, but of those of tenants that it has shown a key of before: behind a proxy all callers have its address.
 */
export function authenticate(tenantOf: TenantOf | null, rate: Rate | null): Middleware<RequestState> {
  const known = new LRUCache<string, true>({ max: MAX_KNOWN });
  return async (ctx, next) => {
    ctx.state.tenant = null;
    if (tenantOf !== null && !isOpen(ctx.path) && ctx.method !== 'OPTIONS') {
      const key = shownKey(ctx);
      const tenant = tenantOf(key);
      const caller = `${ctx.ip} ${tenant}`;
      if (tenant === null || !known.has(caller)) await requireShare(ctx, rate, tenant === null);
      if (tenant === null) {
        const isMissing = key === '';
        // As RFC 6750, section 3, tells one from the other.
        ctx.set('WWW-Authenticate', isMissing ? 'Bearer realm="frontal"' : 'Bearer realm="frontal", error="invalid_token"');
        throw new FrontalError('unauthorized', isMissing ? NO_KEY : WRONG_KEY);
      }
      known.set(caller, true);
      ctx.state.tenant = tenant;
      ctx.state.log = ctx.state.log.child({ tenant });
    }
    await next();
  };
}

export const NO_KEY = 'Show an API key: `Authorization: Bearer <key>` or `X-API-Key: <key>`.';
export const WRONG_KEY = 'The API key is wrong: the service has no such key.';

/** @throws FrontalError `rate_limited`, the same for a right key as for a wrong one */
async function requireShare(ctx: Context, rate: Rate | null, isWrong: boolean): Promise<void> {
  if (rate === null) return;
  const share = isWrong ? await rate.take(ctx.ip) : await rate.look(ctx.ip);
  if (isWrong || !share.isLeft) tellRate(ctx, rate, share);
}

function shownKey(ctx: Context): string {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(ctx.get('Authorization')) ?? [];
  return bearer ?? ctx.get('X-API-Key');
}
