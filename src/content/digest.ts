import { createHash } from 'node:crypto';
import type { Digest } from '../contract/run.ts';

export function digestOf(bytes: Uint8Array | string): Digest {
  return createHash('sha256').update(bytes).digest('hex');
}
