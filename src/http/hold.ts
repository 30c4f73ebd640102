import type { ServerResponse } from 'node:http';
import { FrontalError } from '../contract/errors.ts';

/**
 * Aborted when the caller has gone, when it was answered, or when the process begins to stop. A response that is closed
 * already says so no second time: nothing is registered then.
 */
export function heldFor(response: ServerResponse, stopping?: AbortSignal): AbortSignal {
  if (response.closed || stopping?.aborted) return AbortSignal.abort(released());
  const held = new AbortController();
  const release = () => held.abort(released());
  stopping?.addEventListener('abort', release, { once: true });
  response.once('close', () => {
    stopping?.removeEventListener('abort', release);
    release();
  });
  return held.signal;
}

/** What is told to callers who are still there: work for them ends because the process does. */
function released(): FrontalError {
  return new FrontalError('busy', 'This server is about to stop. Ask again.');
}
