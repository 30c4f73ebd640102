import type { IncomingMessage } from 'node:http';
import { createGate, type Gate, type GateLimits } from '../gate.ts';

/** Each body may hold some 70 MB, and its pictures once more. */
export const BODY_GATE_LIMITS: GateLimits = { atOnce: 4, inLine: 64, longestWaitMs: 10_000 };

/** Bytes that a body may have without being counted. */
export const SMALL_BODY_BYTES = 2 ** 20;

/** For work that reads the request's body and lets go of it before it ends: a small body is let in at once. */
export function createBodyGate(limits: GateLimits, stopping?: AbortSignal): Gate {
  const large = createGate(limits, 'Too many large bodies have been sent at once. Send this one again.', stopping);
  return { through: (response, work) => (isLarge(response.req) ? large.through(response, work) : work()) };
}

/** A body in chunks does not tell its length: it counts as large. */
function isLarge({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > SMALL_BODY_BYTES;
}
