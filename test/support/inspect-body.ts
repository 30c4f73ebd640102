import { createMemoryRoom } from '../../src/content/memory-room.ts';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { createInspect } from '../../src/processes/inspection.ts';
import { readSubmission } from '../../src/http/input/request.ts';
import type { Inspection } from '../../src/http/validate/answer.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../src/imaging/header.ts';
import { createImaging } from '../../src/imaging/imaging.ts';
import { createPixelPool, type PixelPool } from '../../src/imaging/pool.ts';
import type { NewSubmission } from '../../src/submissions/submission.ts';
import { LIMITS } from './imaging.ts';

/** A fixture's bytes. */
export const sent = (file: string): Buffer => readFileSync(`fixtures/${file}`);

/** What a body is read as, before a pixel is decoded. */
export function readBody(body: Record<string, unknown>): Promise<NewSubmission> {
  const checks = { headers: { checkPortraitHeader, checkLabelMapHeader }, limits: LIMITS, retentionMs: 1_000, checkWebhook: () => {} };
  return readSubmission(body, checks, null);
}

/** What the route `validate` does with a body whose files are bytes, without HTTP. */
export function useInspection(): (body: Record<string, unknown>) => Promise<Inspection> {
  let pool: PixelPool;
  beforeAll(() => {
    pool = createPixelPool({ threads: 1 });
  });
  afterAll(() => pool.close());
  return async (body) => {
    const inspect = createInspect(() => createImaging({ pool, limits: LIMITS }), createMemoryRoom(2 ** 30));
    return inspect(await readBody(body), new AbortController().signal);
  };
}
