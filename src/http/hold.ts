import type { ServerResponse } from 'node:http';

/**
 * Aborted when the caller has gone, when it was answered, or when the process begins to stop. A response that is closed
 * already says so no second time: nothing is registered then.
 */
export function heldFor(response: ServerResponse, stopping?: AbortSignal): AbortSignal {
  if (response.closed || stopping?.aborted) return AbortSignal.abort();
  const held = new AbortController();
  const release = () => held.abort();
  stopping?.addEventListener('abort', release, { once: true });
  response.once('close', () => {
    stopping?.removeEventListener('abort', release);
    release();
  });
  return held.signal;
}
