import type { Context } from 'koa';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { FrontalError } from '../../contract/errors.ts';

const WINDOW_SECONDS = 60;

/** How many requests a minute each caller has: a tenant, or an address. Each API process counts by itself. */
export interface Rate {
  readonly perMinute: number;
  /** Takes one from the caller's share. */
  take(caller: string): Promise<Share>;
  /** What `take` would find, without taking any. */
  look(caller: string): Promise<Share>;
}

export interface Share {
  /** There was one to be taken. */
  readonly isLeft: boolean;
  readonly remaining: number;
  /** Until the share is whole again. */
  readonly resetSeconds: number;
}

export function createRate(perMinute: number): Rate {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_SECONDS });
  return {
    perMinute,
    async take(caller) {
      try {
        return shareOf(await limiter.consume(caller), true);
      } catch (refusal) {
        // The limiter throws its state where nothing is left.
        if (refusal instanceof RateLimiterRes) return shareOf(refusal, false);
        throw refusal;
      }
    },
    async look(caller) {
      const state = await limiter.get(caller);
      return state === null ? { isLeft: true, remaining: perMinute, resetSeconds: 0 } : shareOf(state, state.remainingPoints > 0);
    },
  };
}

/**
 * Tells of a share in the fields of draft-ietf-httpapi-ratelimit-headers.
 * @throws FrontalError `rate_limited` where nothing is left of it
 */
export function tellRate(ctx: Context, { perMinute }: Rate, { isLeft, remaining, resetSeconds }: Share): void {
  ctx.set('RateLimit-Policy', `"default";q=${perMinute};w=${WINDOW_SECONDS}`);
  ctx.set('RateLimit', `"default";r=${remaining};t=${resetSeconds}`);
  if (isLeft) return;
  ctx.set('Retry-After', String(resetSeconds));
  throw new FrontalError('rate_limited', `No more than ${perMinute} requests are taken in ${WINDOW_SECONDS} seconds.`);
}

function shareOf({ remainingPoints, msBeforeNext }: RateLimiterRes, isLeft: boolean): Share {
  return { isLeft, remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1000) };
}
