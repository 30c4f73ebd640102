import { processHere } from '../../src/cli/local/process-here.ts';
import type { Case } from '../../src/cli/case.ts';
import { submitBody } from './submit-body.ts';
import { readConfig } from '../../src/settings/config.ts';
import { digestOf } from '../../src/content/digest.ts';
import { FrontalError } from '../../src/contract/errors.ts';
import { readSubmission } from '../../src/http/input/request.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../../src/imaging/header.ts';
import { createImaging } from '../../src/imaging/imaging.ts';
import { createPixelCache } from '../../src/imaging/pixel-cache.ts';
import { createPixelPool } from '../../src/imaging/pool.ts';
import { imagingLimits } from '../../src/processes/limits.ts';
import { openWorkMemory } from '../../src/processes/work-memory.ts';

/** What a submission comes to when nobody disturbs it. */
export interface Undisturbed {
  readonly id: string;
  /** SHA-256 of the drawing and of the answer's document. */
  readonly svg: string;
  readonly document: string;
}

export interface Reference {
  of(given: Case): Promise<Undisturbed>;
  close(): Promise<void>;
}

/** The steps in this process, one after the other, without any server: whatever is killed, this is not. */
export function createReference(): Reference {
  const config = readConfig({});
  const limits = imagingLimits(config);
  const checks = { headers: { checkPortraitHeader, checkLabelMapHeader }, limits, retentionMs: config.retentionMs, checkWebhook: refuse };
  const pool = createPixelPool({ threads: 1 });
  const imaging = createImaging({ pool, limits });
  const pixels = createPixelCache({ maxBytes: config.pixelCacheBytes });
  const room = openWorkMemory(config, { caches: 1, bodies: false });
  const { signal } = new AbortController();
  return {
    async of(given) {
      const submission = await readSubmission(JSON.parse(submitBody(given)), checks, null);
      const { svg, document } = await processHere(submission, { imaging, pixels, room, signal, onStep: () => {} });
      return { id: submission.id, svg: digestOf(svg), document: digestOf(JSON.stringify(document)) };
    },
    close: () => pool.close(),
  };
}

function refuse(): never {
  throw new FrontalError('invalid_option', 'Nobody is told.');
}
