import { artifactOf } from '../../src/submissions/steps/artifact.ts';
import type { Artifact, CompletedResult, Ended, StepRecord, StepStore } from '../../src/submissions/steps/ports.ts';
import type { EndedStatus, Digest } from '../../src/contract/run.ts';
import type { RecordEndInput } from '../../src/contract/steps.ts';
import { FrontalError } from '../../src/contract/errors.ts';

/** A StepStore in memory that shows what it holds and what was asked of it. */
export interface MemoryStore extends StepStore {
  /** How each submission ended that did. */
  readonly ends: Map<string, EndedStatus>;
  /** Submissions that name a webhook. */
  readonly webhooks: Set<string>;
  readonly artifacts: Map<Digest, Uint8Array>;
  readonly outputs: Map<string, object>;
  readonly completed: Map<string, CompletedResult>;
  readonly ended: RecordEndInput[];
  /** Keys of the outputs that a submission uses. */
  readonly used: Map<string, Set<string>>;
  /** Names of the calls in their order: each is one round trip. */
  readonly calls: string[];
  put(bytes: Uint8Array, mediaType?: string): Digest;
}

export function createMemoryStore(): MemoryStore {
  const artifacts = new Map<Digest, Uint8Array>();
  const outputs = new Map<string, object>();
  const completed = new Map<string, CompletedResult>();
  const ended: RecordEndInput[] = [];
  const used = new Map<string, Set<string>>();
  const calls: string[] = [];
  const ends = new Map<string, EndedStatus>();
  const webhooks = new Set<string>();
  const end = (submissionId: string, status: EndedStatus): Ended => {
    const before = ends.get(submissionId) ?? null;
    if (before === null) ends.set(submissionId, status);
    return { webhook: webhooks.has(submissionId), before };
  };
  const keep = (artifact: Artifact) => artifacts.set(artifact.digest, artifact.bytes);
  const use = (submissionId: string, key: string) => {
    used.set(submissionId, (used.get(submissionId) ?? new Set()).add(key));
  };
  const write = (submissionId: string, { key, output, artifacts: written }: StepRecord) => {
    written.forEach(keep);
    if (!outputs.has(key)) outputs.set(key, output);
    use(submissionId, key);
  };
  const recalled = (submissionId: string, keys: readonly string[]) => {
    const known = keys.filter((key) => outputs.has(key));
    for (const key of known) use(submissionId, key);
    return new Map<string, unknown>(known.map((key) => [key, outputs.get(key)]));
  };
  return {
    artifacts,
    outputs,
    completed,
    ended,
    used,
    calls,
    ends,
    webhooks,
    put(bytes, mediaType = 'application/octet-stream') {
      const artifact = artifactOf({ bytes, mediaType });
      keep(artifact);
      return artifact.digest;
    },
    async load(digests) {
      calls.push('load');
      const missing = digests.find((digest) => !artifacts.has(digest));
      if (missing) throw new FrontalError('not_found', 'An artifact of this submission was erased.');
      return new Map(digests.map((digest) => [digest, artifacts.get(digest)!]));
    },
    async recall(submissionId, keys) {
      calls.push('recall');
      return recalled(submissionId, keys);
    },
    async remember(submissionId, record, next = []) {
      calls.push('remember');
      write(submissionId, record);
      return recalled(submissionId, next);
    },
    async complete(submissionId, _runId, record, result) {
      calls.push('complete');
      write(submissionId, record);
      if (!completed.has(submissionId)) completed.set(submissionId, result);
      return end(submissionId, 'done');
    },
    async recordEnd(given) {
      calls.push('recordEnd');
      ended.push(given);
      return end(given.submissionId, given.status);
    },
  };
}
