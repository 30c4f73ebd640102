import type { Middleware } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { FrontalError } from '../../errors.ts';
import type { RequestState } from '../dependencies.ts';

const WINDOW_SECONDS = 60;

/** Only what costs something is counted: probes and documentation are not. */
const COUNTED = /^\/api\//;

/**
 * Takes so many requests a minute of each tenant, or of each address where there are no tenants. Answers tell of it in
 * the fields of draft-ietf-httpapi-ratelimit-headers. Each API process counts by itself.
 */
export function limitRate(perMinute: number | null): Middleware<RequestState> {
  if (perMinute === null) return (_ctx, next) => next();
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return async (ctx, next) => {
    if (!COUNTED.test(ctx.path)) return next();
    const { taken, state } = await take(limiter, ctx.state.tenant ?? ctx.ip);
    const resetSeconds = String(Math.ceil(state.msBeforeNext / 1000));
    ctx.set('RateLimit-Policy', `"default";q=${perMinute};w=${WINDOW_SECONDS}`);
    ctx.set('RateLimit', `"default";r=${state.remainingPoints};t=${resetSeconds}`);
    if (!taken) {
      ctx.set('Retry-After', resetSeconds);
      throw new FrontalError('rate_limited', `No more than ${perMinute} requests are taken in ${WINDOW_SECONDS} seconds.`);
    }
    await next();
  };
}

/** The limiter throws its state where nothing is left. */
async function take(limiter: RateLimiterMemory, key: string): Promise<{ taken: boolean; state: RateLimiterRes }> {
  try {
    return { taken: true, state: await limiter.consume(key) };
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return { taken: false, state: refusal };
    throw refusal;
  }
}
