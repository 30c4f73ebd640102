import type { LRUCache } from 'lru-cache';
import type { Artifact, StepStore } from '../submissions/steps/ports.ts';
import type { Digest } from '../contract/run.ts';
import { createShortMemory } from '../content/short-memory.ts';
import type { Erased, SubmissionStore } from '../submissions/submission.ts';

/** Bytes of artifacts used lately in this process. Addressed by content, so what it holds is never stale. */
export type ByteCache = LRUCache<Digest, Uint8Array>;

/** null where `maxBytes` is 0: nothing is kept. */
export function createByteCache(maxBytes: number): ByteCache | null {
  return maxBytes === 0 ? null : createShortMemory(maxBytes, ({ byteLength }) => byteLength);
}

/** Keeps what steps load; what they have stored is put into the cache by whoever is told of it. */
export function cachedSteps(store: StepStore, cache: ByteCache): StepStore {
  return {
    ...store,
    async load(digests) {
      const found = new Map<Digest, Uint8Array>();
      const missing: Digest[] = [];
      for (const digest of new Set(digests)) {
        const bytes = cache.get(digest);
        if (bytes === undefined) missing.push(digest);
        else found.set(digest, bytes);
      }
      if (missing.length === 0) return found;
      for (const [digest, bytes] of await store.load(missing)) {
        cache.set(digest, bytes);
        found.set(digest, bytes);
      }
      return found;
    },
  };
}

/** Keeps what is submitted, for a worker in the same process, and drops what this process erases. */
export function cachedSubmissions(store: SubmissionStore, cache: ByteCache): SubmissionStore {
  return {
    ...store,
    async accept(submission) {
      const answer = await store.accept(submission);
      // Nothing will read the artifacts of a submission that has ended.
      if (answer.submission.status === 'pending') {
        keep(cache, [submission.portrait, submission.labelMap, submission.landmarks]);
      }
      return answer;
    },
    async erase(id, reason, options) {
      return dropped(await store.erase(id, reason, options));
    },
    async eraseExpired(ids) {
      return dropped(await store.eraseExpired(ids));
    },
    async sweepOrphans(sweep) {
      return dropped(await store.sweepOrphans(sweep));
    },
  };

  function dropped<E extends Erased | null>(erased: E): E {
    for (const digest of erased?.artifacts ?? []) cache.delete(digest);
    return erased;
  }
}

/** So that the next step in the same process need not read it back. */
export function keep(cache: ByteCache, artifacts: readonly Artifact[]): void {
  for (const { digest, bytes } of artifacts) cache.set(digest, bytes);
}
