import { createHash } from 'node:crypto';
import type { Frame } from '../../contract/result.ts';
import type { Submission } from '../../submissions/submission.ts';

/** Raised whenever the same row would be answered with other bytes; a test holds it against the view. */
export const ANSWER_VERSION = 3;

/**
 * A strong entity tag of the answer of a submission that has ended, from its row alone: what the row names by digest
 * never changes, so that equal rows are equal answers.
 */
export function entityTag(submission: Submission, frame: Frame = 'upright'): string {
  const { id, status, engine, acceptedAt, endedAt, expiresAt, failure, svg, document, timings } = submission;
  const decisive = { ANSWER_VERSION, frame, id, status, engine, acceptedAt, endedAt, expiresAt, failure, svg, document, timings };
  return `"${createHash('sha256').update(JSON.stringify(decisive)).digest('base64url')}"`;
}

/**
 * Whether `If-None-Match` names the tag (RFC 9110, section 13.1.2). Koa's `fresh` would not do: it obeys a request's
 * `no-cache`, which every caller through `fetch` sends along and which is meant for caches on the way.
 */
export function namesTag(ifNoneMatch: string, tag: string): boolean {
  return ifNoneMatch.split(',').some((part) => {
    const named = part.trim();
    return named === '*' || named.replace(/^W\//, '') === tag;
  });
}
