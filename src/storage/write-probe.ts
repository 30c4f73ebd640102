import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { digestOf } from '../content/digest.ts';
import { FrontalError } from '../contract/errors.ts';
import { transact } from './ask.ts';
import { createParameters } from './parameters.ts';
import { storeArtifacts } from './store-artifacts.ts';
import type { NewSubmission, SubmissionStore } from '../submissions/submission.ts';

/** Whether the database takes what is written to it: it can answer and be full, or read-only. */
export interface WriteProbe {
  /** @throws FrontalError `unavailable` where a submission would be refused */
  ask(): Promise<void>;
  /** The store, whose failures the probe remembers. */
  readonly watched: SubmissionStore;
}

/** A small portrait's bytes. What failed is tried in its own size, up to a bound: a disk can have room for one and not for the other. */
const [MIN_BYTES, MAX_BYTES] = [64 * 1024, 4 * 2 ** 20];

/** Anyone may ask whether the service is ready, as often as they like: one answer is for all who ask within this time. */
const FRESH_MS = 2_000;

/** Writes an artifact as a submit would, and undoes that. */
export function createWriteProbe(dataSource: DataSource, store: SubmissionStore): WriteProbe {
  let bytes = MIN_BYTES;
  let latest: { readonly answer: Promise<void>; readonly at: number } | null = null;

  return {
    ask() {
      if (latest === null || performance.now() - latest.at > FRESH_MS) {
        latest = { answer: tryToWrite(dataSource, bytes).then(() => void (bytes = MIN_BYTES)), at: performance.now() };
      }
      return latest.answer;
    },
    watched: {
      ...store,
      async accept(submission) {
        try {
          return await store.accept(submission);
        } catch (error) {
          if (error instanceof FrontalError && error.code === 'unavailable') {
            bytes = Math.max(bytes, Math.min(MAX_BYTES, sizeOf(submission)));
            latest = null;
          }
          throw error;
        }
      },
    },
  };
}

function sizeOf({ portrait, labelMap, landmarks }: NewSubmission): number {
  return portrait.bytes.length + labelMap.bytes.length + landmarks.bytes.length;
}

async function tryToWrite(dataSource: DataSource, length: number): Promise<void> {
  const bytes = randomBytes(length);
  const parameters = createParameters();
  const stored = storeArtifacts([{ digest: digestOf(randomUUID()), bytes, mediaType: 'application/octet-stream' }], parameters);
  let isWritten = false;
  const undone = transact(dataSource, async (ask) => {
    await ask(`WITH ${stored} SELECT count(*) FROM stored`, parameters.values);
    isWritten = true;
    throw new FrontalError('unavailable', 'This is not to be kept.');
  });
  await undone.catch((error: unknown) => {
    if (!isWritten) throw error;
  });
}
