import { MAX_WAIT_SECONDS } from '../../contract/answers.ts';

/**
 * Seconds a caller is ready to wait (RFC 7240, `Prefer: wait=N`), capped. 0 where it did not say so, or not in whole
 * seconds: a preference that is not understood is ignored.
 */
export function preferredWaitSeconds(prefer: string): number {
  for (const preference of prefer.split(',')) {
    const wait = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;|$)/i.exec(preference);
    if (wait) return Math.min(Number(wait[1]), MAX_WAIT_SECONDS);
  }
  return 0;
}
