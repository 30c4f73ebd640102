import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../../src/cli/case.ts';
import type { Fault } from './faults.ts';
import { heldWrites, holdWrites } from './database-traps.ts';
import { forgetEffects, judge, pending, type Verdict } from './judge.ts';
import type { Lab } from './lab.ts';
import { smallCase } from './small-case.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import type { Reference } from './undisturbed.ts';

export interface Outcome extends Verdict {
  readonly fault: string;
  /** Pending when the fault struck. */
  readonly inFlight: number;
  /** From when it was mended until all that was accepted had ended. */
  readonly recoveryMs: number;
  readonly answers: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
}

export interface Load {
  /** Sent before the fault. */
  readonly before: number;
  /** Sent from when it has struck. */
  readonly meanwhile: number;
}

const ALL_ENDED_WITHIN_MS = 300_000;
let made = 0;

/** Strikes in the middle of many submissions, with clients that go on, and judges what has become of them. */
export async function runFault(lab: Lab, fault: Fault, load: Load, reference: Reference): Promise<Outcome> {
  const [before, meanwhile] = [cases(load.before), cases(load.meanwhile)];
  const traffic = createTraffic(lab.apiUrls);
  await forgetEffects(lab);
  const release = await holdWrites(lab);
  // Frozen, and then held at its first writes, the worker leaves all of them in flight until the fault strikes.
  lab.worker.freeze();
  const accepted = await traffic.submitAll(before, 8).finally(() => lab.worker.thaw());
  while ((await heldWrites(lab.query)) === 0) await sleep(10);

  const inFlight = await pending(lab);
  await release();
  const stopped = await whilePolling(traffic, accepted, async () => {
    let submitting: Promise<string[]> | null = null;
    const submit = () => (submitting ??= traffic.submitAll(meanwhile, 4));
    await fault.strike(lab, () => {
      const refused = traffic.refused();
      return Promise.race([refused, submit().catch(() => undefined)]); // awaited below
    });
    const mended = performance.now();
    accepted.push(...(await submit()));
    await allEnded(lab);
    return performance.now() - mended;
  });
  return outcome(lab, fault.name, inFlight, stopped, [...before, ...meanwhile], accepted, traffic, reference);
}

/**
 * Kills the API once the rows are there and no run is: Temporal does not answer it. Nobody asks for them again before they
 * have all ended: housekeeping alone can have started them.
 */
export async function runUnstarted(lab: Lab, { before }: Pick<Load, 'before'>, reference: Reference): Promise<Outcome> {
  const sent = cases(before);
  const traffic = createTraffic(lab.apiUrls);
  await forgetEffects(lab);
  lab.lines.apiToTemporal.silence();
  const submitting = traffic.submitAll(sent, before);
  submitting.catch(() => undefined); // awaited below
  while ((await pending(lab)) < before) await sleep(10);
  await lab.api.kill();
  const inFlight = await pending(lab);
  lab.lines.apiToTemporal.mend();
  const mended = performance.now();
  await lab.keepHouse();
  await allEnded(lab);
  const recoveryMs = performance.now() - mended;
  await lab.api.start();
  return outcome(lab, 'API killed between row and workflow', inFlight, recoveryMs, sent, await submitting, traffic, reference);
}

function cases(count: number): Case[] {
  return Array.from({ length: count }, () => smallCase(made++));
}

async function whilePolling<T>(traffic: Traffic, ids: readonly string[], work: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const polling = traffic.poll(() => ids, stop.signal);
  try {
    return await work();
  } finally {
    stop.abort();
    await polling;
  }
}

async function allEnded(lab: Lab): Promise<void> {
  for (const deadline = Date.now() + ALL_ENDED_WITHIN_MS; (await pending(lab)) > 0 && Date.now() < deadline; ) await sleep(100);
}

async function outcome(
  lab: Lab,
  fault: string,
  inFlight: number,
  recoveryMs: number,
  sent: readonly Case[],
  accepted: readonly string[],
  { answers, wrong }: Traffic,
  reference: Reference,
): Promise<Outcome> {
  return { fault, inFlight, recoveryMs, ...(await judge(lab, sent, accepted, reference)), answers, wrong };
}
