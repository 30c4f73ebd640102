import type { FindInput, FindOutput } from '../src/contract/steps.ts';
import type { Attempt } from '../src/submissions/steps/attempt.ts';
import { findParts, type FoundParts } from '../src/submissions/steps/find-parts.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { recallOr } from '../src/submissions/steps/remembered.ts';
import { stepKey } from '../src/submissions/steps/step-key.ts';

/** Finds what was left out of a submission: landmarks, label map, or both. Remembered by portrait and finder. */
export const find =
  (dependencies: Dependencies) =>
  async (input: FindInput, { submissionId, signal }: Attempt): Promise<FindOutput> => {
    const { store } = dependencies;
    // Looked up always: another submission of the same portrait may have got that far.
    const here = { submissionId, step: 'find', key: stepKey('find', input), looks: true } as const;
    const { record, isKnown, ms } = await recallOr<FoundParts>(store, here, async () => {
      const { finding, artifacts } = await findParts(dependencies, input, signal);
      return { output: finding, artifacts };
    });
    if (!isKnown) await store.remember(submissionId, record);
    return { ...record.output, ms };
  };
