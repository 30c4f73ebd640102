import type { BatchCase } from './find-cases.ts';
import { isDone, prepareCase, processCase, type BatchPlan } from './process-case.ts';
import type { BatchEntry, BatchState } from './state-file.ts';
import type { BatchLine } from './summary.ts';

export interface BatchRun extends BatchPlan {
  readonly state: BatchState;
  readonly atOnce: number;
  readonly retryFailed: boolean;
  /** Is told of each case as it ends. */
  readonly onEnd: (entry: BatchEntry) => void;
}

/**
 * Works through the cases, several at once, and keeps what is done. Run again, it goes on where it was: cases that are
 * done and have not changed are left alone, and one that was interrupted has its old id, so that it is joined, not
 * computed twice.
 *
 * @throws what ends the whole batch, such as a service that stays away; what is done by then is kept
 */
export async function runBatch(cases: readonly BatchCase[], run: BatchRun): Promise<BatchLine[]> {
  const lines = new Map<string, BatchLine>();
  const waiting = [...cases];
  let fault: { readonly error: unknown } | null = null;
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined && fault === null && !run.signal.aborted; next = waiting.shift()) {
      try {
        lines.set(next.name, await lineOf(next, run));
      } catch (error) {
        fault ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(run.atOnce, cases.length) }, lane));
  run.signal.throwIfAborted();
  if (fault !== null) throw (fault as { error: unknown }).error;
  return cases.map(({ name }) => lines.get(name)!);
}

async function lineOf(of: BatchCase, run: BatchRun): Promise<BatchLine> {
  const prepared = await prepareCase(of, run);
  const earlier = run.state.entryOf(of.name);
  const isFailure = earlier?.status === 'failed' && earlier.fingerprint === prepared.fingerprint;
  if ((isFailure && !run.retryFailed) || (await isDone(earlier, prepared))) return { entry: earlier!, isNew: false };
  const entry = await processCase(prepared, run);
  await run.state.keep(entry);
  run.onEnd(entry);
  return { entry, isNew: true };
}
