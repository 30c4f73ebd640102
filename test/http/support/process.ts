import { afterAll } from 'vitest';
import { contour } from '../../../activities/contour.ts';
import { decode } from '../../../activities/decode.ts';
import { render } from '../../../activities/render.ts';
import { rotate } from '../../../activities/rotate.ts';
import type { StepStore } from '../../../src/submissions/steps/ports.ts';
import { decodeInput, renderInput, type ProcessSubmissionInput } from '../../../src/contract/steps.ts';
import { createImaging } from '../../../src/imaging/imaging.ts';
import { createPixelCache } from '../../../src/imaging/pixel-cache.ts';
import { createMemoryRoom } from '../../../src/content/memory-room.ts';
import { createPixelPool, type PixelPool } from '../../../src/imaging/pool.ts';
import { LIMITS } from './api.ts';

/** Runs the steps of a submission as its workflow does, over the database, once each, without Temporal. */
export function useSteps(): (store: StepStore, input: ProcessSubmissionInput) => Promise<void> {
  let pool: PixelPool | null = null;
  afterAll(() => pool?.close());
  return async (store, input) => {
    pool ??= createPixelPool({ threads: 1 });
    const dependencies = { store, imaging: createImaging({ pool, limits: LIMITS }), pixels: createPixelCache({ maxBytes: 2 ** 26 }), room: createMemoryRoom(2 ** 30) };
    const attempt = { isRetry: false, submissionId: input.submissionId, runId: 'run-1', signal: new AbortController().signal };
    const decoded = await decode(dependencies)(decodeInput(input), attempt);
    const rotated = await rotate(dependencies)(decoded.rotate.input, attempt);
    const contoured = await contour(dependencies)(decoded.contour.input, attempt);
    await render(dependencies)(renderInput(input, { found: null, decoded, rotated, contoured }), attempt);
  };
}
