import { createHash } from 'node:crypto';
import type { StatusAnswer } from './answers.ts';

/** A strong entity tag of an answer. The SVG, by far its largest part, enters by its digest. */
export function entityTag(answer: StatusAnswer, svgDigest: string | null): string {
  const content = JSON.stringify({ ...answer, svg: svgDigest });
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
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
