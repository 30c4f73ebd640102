import type { StatusAnswer } from './answers.ts';
import { patiently, sleep } from './patience.ts';
import { FrontalTimeout } from './problem.ts';

export interface WaitOptions {
  /** Until the submission has ended; ten minutes where it is left out. */
  readonly timeoutMs?: number | undefined;
  /** How long the service may be away in between; a minute where it is left out. */
  readonly outageMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Is shown each answer before the last one. */
  readonly onProgress?: ((answer: StatusAnswer) => void) | undefined;
}

export type AskStatus = (id: string, query: { wait: number; signal?: AbortSignal | undefined }) => Promise<StatusAnswer>;

const FIRST_POLL_MS = 50;
/** From here on the service is asked to hold its answer, which comes the moment the submission ends. */
const HOLD_FROM_MS = 500;
/** With someone watching, an answer is held no longer, so that there is something to see. */
const WATCHED_HOLD_SECONDS = 1;
const HOLD_SECONDS = 20;

/**
 * The answer of a submission that has ended, however it did. Outages of the service and connections that break are
 * waited through.
 *
 * @throws FrontalTimeout; what the service refuses; its fault where it was away for too long
 */
export async function waitForEnd(ask: AskStatus, id: string, options: WaitOptions = {}): Promise<StatusAnswer> {
  const { timeoutMs = 600_000, outageMs = 60_000, signal, onProgress } = options;
  const deadline = Date.now() + timeoutMs;
  const hold = onProgress ? WATCHED_HOLD_SECONDS : HOLD_SECONDS;
  let pollMs = onProgress ? FIRST_POLL_MS : HOLD_FROM_MS;
  for (;;) {
    const leftMs = deadline - Date.now();
    const wait = pollMs < HOLD_FROM_MS ? 0 : Math.max(0, Math.min(hold, Math.floor(leftMs / 1000)));
    const askedAt = Date.now();
    const answer = await patiently(Math.min(outageMs, leftMs), signal, () => ask(id, { wait, signal }));
    if (hasEnded(answer)) return answer;
    onProgress?.(answer);
    if (Date.now() >= deadline) throw new FrontalTimeout(`submission ${id} is still ${answer.status} after ${timeoutMs / 1000} s`);
    // A service that does not hold answers, or is about to stop, is not asked again at once.
    const held = wait > 0 && Date.now() - askedAt > wait * 900;
    if (!held) await sleep(Math.min(pollMs, Math.max(0, deadline - Date.now())), signal);
    pollMs = Math.min(pollMs * 1.5, HOLD_FROM_MS);
  }
}

export function hasEnded({ status }: Pick<StatusAnswer, 'status'>): boolean {
  return status !== 'pending';
}
