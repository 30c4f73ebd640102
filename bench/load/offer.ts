import { setTimeout as sleep } from 'node:timers/promises';
import { FrontalProblem, type Client } from '../../src/client/index.ts';
import type { Case } from '../../src/cli/case.ts';
import { STEPS_OF_ALL } from '../../src/contract/run.ts';

export interface Ended {
  readonly status: string;
  /** From the first byte sent to the answer that it has ended. */
  readonly ms: number;
  readonly timings: Record<(typeof MEASURED)[number], number> | null;
}

export interface Offer {
  readonly client: Client;
  /** What is sent as the nth submission, from 0. */
  caseOf(n: number): Case;
  readonly count: number;
  readonly delayMs: number;
  readonly until: AbortSignal;
}

/** Ends by their ids: equal submissions have one between them. */
export type Ends = Map<string, Ended>;

/** Keeps `inFlight` submissions on their way until all have been sent and have ended. */
export async function offerSteadily({ client, caseOf, count, delayMs, until }: Offer, inFlight: number): Promise<{ ends: Ends; sent: number }> {
  const ends: Ends = new Map();
  let sent = 0;
  const lane = async () => {
    while (sent < count && !until.aborted) {
      const input = { ...caseOf(sent++), options: { delay_ms: delayMs } };
      const started = performance.now();
      const { id } = await client.submit(input);
      ends.set(id, await endOf(client, id, started));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { ends, sent };
}

export interface Flood {
  readonly accepted: readonly { id: string; end: Promise<Ended> }[];
  readonly shed: number;
  /** Refusals that were no 503 with Retry-After; there are to be none. */
  readonly strange: readonly string[];
}

/** Sends `perSecond`, whether earlier ones were answered or not, and nothing a second time. */
export async function flood({ client, caseOf, count, delayMs, until }: Offer, perSecond: number): Promise<Flood> {
  const accepted: { id: string; end: Promise<Ended> }[] = [];
  const strange: string[] = [];
  let shed = 0;
  const send = async (n: number) => {
    const started = performance.now();
    try {
      const { id } = await client.submit({ ...caseOf(n), options: { delay_ms: delayMs } });
      accepted.push({ id, end: endOf(client, id, started) });
    } catch (error) {
      if (error instanceof FrontalProblem && error.status === 503 && error.retryAfterSeconds !== null) shed += 1;
      else strange.push(error instanceof Error ? error.message : String(error));
    }
  };
  const began = performance.now();
  const sending: Promise<void>[] = [];
  for (let n = 0; n < count && !until.aborted; n++) {
    await sleep(Math.max(0, began + (n * 1000) / perSecond - performance.now()));
    sending.push(send(n));
  }
  await Promise.all(sending);
  return { accepted, shed, strange };
}

/** @throws what the service refuses, after a minute of patience */
async function endOf(client: Client, id: string, started: number): Promise<Ended> {
  const answer = await client.waitFor(id);
  const timings = answer.status === 'done' ? answer.timings_ms : null;
  return { status: answer.status, ms: performance.now() - started, timings };
}

export const MEASURED = [...STEPS_OF_ALL, 'total'] as const;
