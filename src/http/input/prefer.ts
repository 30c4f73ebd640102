/** A request is never held longer, so that no proxy on the way gives up first. */
export const LONGEST_WAIT_SECONDS = 60;

/**
 * Seconds a caller is ready to wait (RFC 7240, `Prefer: wait=N`), capped. 0 where it did not say so, or not in whole
 * seconds: a preference that is not understood is ignored.
 */
export function preferredWaitSeconds(prefer: string): number {
  for (const preference of prefer.split(',')) {
    const wait = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:;|$)/i.exec(preference);
    if (wait) return Math.min(Number(wait[1]), LONGEST_WAIT_SECONDS);
  }
  return 0;
}
