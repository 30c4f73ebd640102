import { createHash } from 'node:crypto';
import type { DoneSubmission } from './done-submission.ts';

/** Raised whenever the same result would be exported as other bytes. */
const EXPORT_VERSION = 2;

/** A strong entity tag of an export, from its submission's row and what was asked for: nothing has to be made for it. */
export function exportTag({ id, document, svg }: DoneSubmission, format: string, parameters: object): string {
  const decisive = JSON.stringify([EXPORT_VERSION, id, document, svg, format, parameters]);
  return `"${createHash('sha256').update(decisive).digest('base64url')}"`;
}
