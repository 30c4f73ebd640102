import type { Step } from '../../contract/run.ts';
import type { Attempt } from './attempt.ts';
import type { Artifact, StepRecord, StepStore } from './ports.ts';
import { stepKey } from './step-key.ts';

export interface Computed<Output extends object> {
  readonly output: Output;
  readonly artifacts: readonly Artifact[];
}

/** A step's record, to be written by whoever asked for it, and the milliseconds that it took: none where it was known. */
export interface Recalled<Output extends object> {
  readonly record: StepRecord & { readonly output: Output };
  readonly isKnown: boolean;
  readonly ms: number;
}

/** What is remembered under a step's key, or else what it computes. @param looks whether it may be known at all */
export async function recallOr<Output extends object>(
  store: StepStore,
  { submissionId, step, key, looks }: { readonly submissionId: string; readonly step: Step; readonly key: string; readonly looks: boolean },
  compute: () => Promise<Computed<Output>>,
): Promise<Recalled<Output>> {
  const started = performance.now();
  const known = looks ? ((await store.recall(submissionId, [key])).get(key) as Output | undefined) : undefined;
  if (known !== undefined) return { record: { key, step, output: known, artifacts: [] }, isKnown: true, ms: 0 };
  const { output, artifacts } = await compute();
  return { record: { key, step, output, artifacts }, isKnown: false, ms: Math.round(performance.now() - started) };
}

/**
 * A step as a pure function of artifacts, remembered by its key. `decode` has already looked the key up for the first
 * attempt, so that this one costs a single write; a retry looks again, since the attempt before it may have got that far.
 *
 * @param looksFirst for a step that nobody has looked up: another submission may have got that far
 */
export function remembered<I extends object, O extends object>(
  store: StepStore,
  step: Step,
  compute: (input: I, attempt: Attempt) => Promise<Computed<O>>,
  looksFirst = false,
): (input: I, attempt: Attempt) => Promise<O & { ms: number }> {
  return async (input, attempt) => {
    const { submissionId, isRetry } = attempt;
    const looks = looksFirst || isRetry;
    const { record, isKnown, ms } = await recallOr(store, { submissionId, step, key: stepKey(step, input), looks }, () => compute(input, attempt));
    if (!isKnown) await store.remember(submissionId, record);
    return { ...record.output, ms };
  };
}
