import { FrontalError } from '../../../errors.ts';
import type { ListCursor } from '../../../storage/submission.ts';
import { SUBMISSION_ID } from '../submission-id.ts';

/** Where a page ends, as text that means nothing to its reader. */
export function writeCursor({ acceptedAtMicros, id }: ListCursor): string {
  return Buffer.from(`${acceptedAtMicros} ${id}`).toString('base64url');
}

/** @throws FrontalError `invalid_request` */
export function readCursor(text: string): ListCursor {
  const [acceptedAtMicros = '', id = '', ...others] = Buffer.from(text, 'base64url').toString('latin1').split(' ');
  if (/^\d{1,16}$/.test(acceptedAtMicros) && SUBMISSION_ID.test(id) && others.length === 0) return { acceptedAtMicros, id };
  throw new FrontalError('invalid_request', 'The parameter `cursor` is the `next` of an earlier page.');
}
