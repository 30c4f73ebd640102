import { FrontalError } from '../../contract/errors.ts';
import type { ListCursor } from '../../submissions/submission.ts';

/** Of a cursor: plain enough to be checked, and to be written into a URL as it is. */
export const CURSOR = /^\d{1,16}-[a-z2-7]{51}[aq]$/;

/** Where a page ends, as text that means nothing to its reader. */
export function writeCursor({ acceptedAtMicros, id }: ListCursor): string {
  return `${acceptedAtMicros}-${id}`;
}

/** @throws FrontalError `invalid_request` */
export function readCursor(text: string): ListCursor {
  if (!CURSOR.test(text)) throw new FrontalError('invalid_request', 'The parameter `cursor` is the `next` of an earlier page.');
  const [acceptedAtMicros = '', id = ''] = text.split('-');
  return { acceptedAtMicros, id };
}
