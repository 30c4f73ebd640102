import type { Step } from '../../contract/run.ts';
import type { Attempt } from './attempt.ts';
import type { Artifact, StepStore } from './ports.ts';
import { stepKey } from './step-key.ts';

/**
 * A step as a pure function of artifacts, remembered by its key. `decode` has already looked the key up for the first
 * try, so that this one costs a single write; a retry looks again, since the try before it may have got that far.
 */
export function remembered<I extends object, O extends object>(
  store: StepStore,
  step: Step,
  compute: (input: I, attempt: Attempt) => Promise<{ output: O; artifacts: readonly Artifact[] }>,
): (input: I, attempt: Attempt) => Promise<O & { ms: number }> {
  return async (input, attempt) => {
    const started = performance.now();
    const key = stepKey(step, input);
    if (attempt.isRetry) {
      const known = (await store.recall(attempt.submissionId, [key])).get(key);
      if (known !== undefined) return { ...(known as O), ms: 0 };
    }
    const { output, artifacts } = await compute(input, attempt);
    await store.remember(attempt.submissionId, { key, step, output, artifacts });
    return { ...output, ms: Math.round(performance.now() - started) };
  };
}
