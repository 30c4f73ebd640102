import type { Artifact, CompletedResult, StepStore } from '../../submissions/steps/ports.ts';
import type { Digest } from '../../contract/run.ts';
import { FrontalError } from '../../contract/errors.ts';

/** The steps of one submission in memory: nothing outlives the process. */
export interface MemorySteps extends StepStore {
  /** What the last step has left; null before it has ended. */
  result(): CompletedResult | null;
}

export function createMemorySteps(given: readonly Artifact[]): MemorySteps {
  const artifacts = new Map<Digest, Uint8Array>(given.map(({ digest, bytes }) => [digest, bytes]));
  const outputs = new Map<string, unknown>();
  let completed: CompletedResult | null = null;

  const recalled = (keys: readonly string[]) =>
    new Map(keys.filter((key) => outputs.has(key)).map((key) => [key, outputs.get(key)]));
  return {
    result: () => completed,
    async load(digests) {
      return new Map(
        digests.map((digest) => {
          const bytes = artifacts.get(digest);
          if (bytes === undefined) throw new FrontalError('not_found', 'A step asks for an artifact that no step has left.');
          return [digest, bytes];
        }),
      );
    },
    recall: async (_id, keys) => recalled(keys),
    async remember(_id, { key, output, artifacts: written }, next = []) {
      for (const { digest, bytes } of written) artifacts.set(digest, bytes);
      outputs.set(key, output);
      return recalled(next);
    },
    async complete(_id, _runId, { key, output, artifacts: written }, result) {
      for (const { digest, bytes } of written) artifacts.set(digest, bytes);
      outputs.set(key, output);
      completed = result;
      return { webhook: false, before: null };
    },
    // Who runs the steps is told by the error itself.
    recordEnd: async () => ({ webhook: false, before: null }),
  };
}
