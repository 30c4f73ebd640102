import type { DataSource } from 'typeorm';
import type { StepStore } from '../submissions/steps/ports.ts';
import { cachedSteps, cachedSubmissions, createByteCache, keep } from './byte-cache.ts';
import { createStepStore } from './step-store.ts';
import { createSubmissionStore } from './submission-store.ts';
import type { SubmissionStore } from '../submissions/submission.ts';

export interface StoreOptions {
  /** Most bytes of artifacts kept in memory for the steps of this process; 0 in one that runs no steps. */
  cacheBytes: number;
  /** How long a submission is kept after it was accepted. */
  retentionMs: number;
}

export interface Stores {
  readonly steps: StepStore;
  readonly submissions: SubmissionStore;
}

/** Both stores over one database and one cache. `dataSource` is initialized. */
export function createStores(dataSource: DataSource, { cacheBytes, retentionMs }: StoreOptions): Stores {
  const submissions = createSubmissionStore(dataSource, retentionMs);
  const cache = createByteCache(cacheBytes);
  if (cache === null) return { steps: createStepStore(dataSource), submissions };
  const steps = createStepStore(dataSource, (artifacts) => keep(cache, artifacts));
  return { steps: cachedSteps(steps, cache), submissions: cachedSubmissions(submissions, cache) };
}
