import type { Config } from '../../settings/config.ts';
import type { Step } from '../../contract/run.ts';
import { FrontalError } from '../../contract/errors.ts';
import { readSubmission } from '../../http/input/request.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../imaging/header.ts';
import { createImaging } from '../../imaging/imaging.ts';
import { createPixelCache } from '../../imaging/pixel-cache.ts';
import { createPixelPool } from '../../imaging/pool.ts';
import { imagingLimits } from '../../processes/limits.ts';
import { openWorkMemory } from '../../processes/work-memory.ts';
import type { Inputs } from '../input-files.ts';
import { processHere, type LocalResult } from './process-here.ts';

export interface LocalSubmission extends LocalResult {
  /** The id that a service would give it. */
  readonly id: string;
  readonly totalMs: number;
}

/**
 * A submission in this process, from its files to its drawing: read as the API reads a request, processed by the steps of
 * a worker. Needs no server and no network.
 *
 * @throws FrontalError and GeometryError, as the service would answer them
 */
export async function runLocally(
  { portrait, labelMap, landmarks, options }: Inputs & { readonly options: Record<string, unknown> | undefined },
  { config, signal, onStep }: { readonly config: Config; readonly signal: AbortSignal; readonly onStep: (step: Step) => void },
): Promise<LocalSubmission> {
  const started = performance.now();
  const limits = imagingLimits(config);
  const body = { image: portrait, ...(labelMap && { segmentation_map: labelMap }), ...(landmarks !== undefined && { landmarks }), ...(options && { options }) };
  const checks = { headers: { checkPortraitHeader, checkLabelMapHeader }, limits, retentionMs: config.retentionMs, checkWebhook: refuseWebhook };
  const submission = await readSubmission(body, checks, null);
  const pool = createPixelPool({ threads: config.pixelThreads });
  try {
    const imaging = createImaging({ pool, limits });
    const pixels = createPixelCache({ maxBytes: config.pixelCacheBytes });
    const result = await processHere(submission, { imaging, pixels, room: openWorkMemory(config, { caches: 1, bodies: false }), signal, onStep });
    return { ...result, id: submission.id, totalMs: Math.round(performance.now() - started) };
  } finally {
    await pool.close();
  }
}

function refuseWebhook(): never {
  throw new FrontalError('invalid_option', 'Nobody is told of what runs here: leave `webhook` out.');
}
