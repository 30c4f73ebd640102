import type { FindInput } from '../src/contract/steps.ts';
import { findParts } from '../src/submissions/steps/find-parts.ts';
import type { Dependencies } from '../src/submissions/steps/ports.ts';
import { remembered } from '../src/submissions/steps/remembered.ts';

/** Finds what was left out of a submission: landmarks, label map, or both. Remembered by portrait and finder. */
export const find = (dependencies: Dependencies) =>
  remembered(dependencies.store, 'find', (input: FindInput, { signal }) => findParts(dependencies, input, signal), true);
