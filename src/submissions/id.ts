import { createHash } from 'node:crypto';
import { canonicalJson } from '../content/canonical-json.ts';
import type { SubmissionOptions } from '../contract/options.ts';
import { ENGINE_VERSION, type Digest } from '../contract/run.ts';

export interface SubmissionContent {
  readonly portrait: Digest;
  readonly labelMap: Digest;
  readonly landmarks: Digest;
  readonly options: SubmissionOptions;
  /** null where no keys are set. */
  readonly tenant: string | null;
}

/**
 * Derived from everything that decides the result, so that equal submissions are one, and from whose it is, so that no
 * tenant can tell what others have sent. Also the id of the workflow.
 */
export function submissionId({ portrait, labelMap, landmarks, options, tenant }: SubmissionContent): string {
  const owner = tenant === null ? {} : { tenant };
  const content = canonicalJson({ engine: ENGINE_VERSION, portrait, labelMap, landmarks, options, ...owner });
  return base32(createHash('sha256').update(content).digest());
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** RFC 4648, section 6, in lower case and without padding. */
function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
    }
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}
