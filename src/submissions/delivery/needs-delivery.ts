import type { Ended } from '../steps/ports.ts';

/**
 * Whether the run has a webhook to tell of the end. One that has failed or was cancelled before was ended by someone
 * else, who tells it as well, or by an earlier try of the step, which died before it could say so. One that was done
 * before was ended by a step whose word may have been lost in more ways: with the connection, with its worker, with the run
 * that was cancelled meanwhile. To tell it twice is allowed, not to tell it is not.
 */
export function needsDelivery({ webhook, before }: Ended, isRetry: boolean): boolean {
  return webhook && (before === null || before === 'done' || isRetry);
}
