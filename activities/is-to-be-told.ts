import type { Ended } from './dependencies.ts';

/**
 * Whether the run has a webhook to tell of the end. Where the submission had ended before, an earlier try of the step may
 * have done that and died before it could say so; in a first try it was someone else, who tells it as well.
 */
export function isToBeTold({ webhook, before }: Ended, isRetry: boolean): boolean {
  return webhook && (before === null || isRetry);
}
