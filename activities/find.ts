import type { FindInput, FindOutput } from '../src/contract/steps.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import { findParts, type FoundParts } from '../src/submissions/steps/find-parts.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { stepKey } from '../src/submissions/steps/step-key.ts';

/** Finds what was left out of a submission: landmarks, label map, or both. Remembered by portrait and finder. */
export const find =
  (dependencies: Dependencies) =>
  async (input: FindInput, { submissionId, signal }: Attempt): Promise<FindOutput> => {
    const { store } = dependencies;
    const started = performance.now();
    const key = stepKey('find', input);
    const known = (await store.recall(submissionId, [key])).get(key) as FoundParts | undefined;
    if (known) return { ...known, ms: 0 };
    const { finding, artifacts } = await findParts(dependencies, input, signal);
    await store.remember(submissionId, { key, step: 'find', output: finding, artifacts });
    return { ...finding, ms: Math.round(performance.now() - started) };
  };
