import { FrontalError } from '../../contract/errors.ts';

/** What a submission needs to be processed. Each probe resolves if it is there and rejects if not. */
export interface Probes {
  readonly postgres: () => Promise<unknown>;
  readonly temporal: () => Promise<unknown>;
  /** A worker polls the task queue. */
  readonly worker: () => Promise<unknown>;
}

export interface ProbeResult {
  status: 'up' | 'down';
  detail?: string;
}

export const PROBE_DEADLINE_MS = 1500;

/** Asks all three at once; none is waited for beyond the deadline. */
export async function askProbes(
  probes: Probes,
  deadlineMs: number = PROBE_DEADLINE_MS,
): Promise<Record<keyof Probes, ProbeResult>> {
  const [postgres, temporal, worker] = await Promise.all([
    ask(probes.postgres, deadlineMs),
    ask(probes.temporal, deadlineMs),
    ask(probes.worker, deadlineMs),
  ]);
  return { postgres, temporal, worker };
}

async function ask(probe: () => Promise<unknown>, deadlineMs: number): Promise<ProbeResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ProbeResult>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'down', detail: `no answer within ${deadlineMs} ms` }), deadlineMs);
  });
  try {
    return await Promise.race([probe().then((): ProbeResult => ({ status: 'up' })), late]);
  } catch (error) {
    // Any other message may name hosts and users.
    return { status: 'down', detail: error instanceof FrontalError ? error.message : 'does not answer' };
  } finally {
    clearTimeout(timer);
  }
}
