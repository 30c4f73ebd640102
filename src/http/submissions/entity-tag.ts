import { createHash } from 'node:crypto';
import type { StatusAnswer } from './answers.ts';

/** A strong entity tag of an answer. The SVG, by far its largest part, enters by its digest. */
export function entityTag(answer: StatusAnswer, svgDigest: string | null): string {
  const content = JSON.stringify({ ...answer, svg: svgDigest });
  return `"${createHash('sha256').update(content).digest('base64url')}"`;
}
