import { parseBody } from '../body/parse-body.ts';
import type { SentBody } from '../body/request-body.ts';
import { readContent, type Content } from './content.ts';
import type { PictureChecks } from './picture-fields.ts';

/** Reads a body away from the event loop. @throws FrontalError `too_large`, `invalid_json`, `invalid_request` */
export type Intake = (body: SentBody) => Promise<Content>;

/** A body up to this is read where it is: that takes less than to hand it over and wait for a turn. */
const HERE_BYTES = 64 * 1024;

/** @param elsewhere for larger bodies; where left out, every body is read in this thread */
export function createIntake(checks: PictureChecks, elsewhere?: Intake): Intake {
  return async (body) => {
    const isSmall = body.blocks.length <= 1 && (body.blocks[0]?.length ?? 0) <= HERE_BYTES;
    return elsewhere === undefined || isSmall ? readContent(parseBody(body), checks) : elsewhere(body);
  };
}
