import type { ServerResponse } from 'node:http';

/** Aborted when the caller has gone, when it was answered, or when the process begins to stop. */
export function heldFor(response: ServerResponse, stopping?: AbortSignal): AbortSignal {
  const held = new AbortController();
  const release = () => held.abort();
  if (stopping?.aborted) release();
  stopping?.addEventListener('abort', release, { once: true });
  response.once('close', () => {
    stopping?.removeEventListener('abort', release);
    release();
  });
  return held.signal;
}
