import type { IncomingMessage } from 'node:http';
import { FrontalError } from '../../contract/errors.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'multipart/form-data';
export type MediaType = typeof JSON_TYPE | typeof FORM_TYPE;

/** A body whose headers have been looked at. */
export interface ExpectedBody {
  readonly type: MediaType;
  /** As it was sent, with the boundary of a form. */
  readonly contentType: string;
  readonly limitBytes: number;
  readonly tooLarge: () => FrontalError;
  readonly endedEarly: (cause?: unknown) => FrontalError;
}

/** A body that has been taken in. */
export interface SentBody extends Pick<ExpectedBody, 'type' | 'contentType'> {
  readonly blocks: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * Refuses by its headers a body that need not be read.
 *
 * @param types that the route takes
 * @throws FrontalError `unsupported_media_type`, `too_large`
 */
export function expectBody({ headers }: IncomingMessage, limitBytes: number, types: readonly MediaType[] = [JSON_TYPE]): ExpectedBody {
  const type = mediaTypeOf(headers, types);
  const tooLarge = () => new FrontalError('too_large', `The body is larger than ${limitBytes} bytes.`);
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw tooLarge();
  const endedEarly = (cause?: unknown) => new FrontalError(type === JSON_TYPE ? 'invalid_json' : 'invalid_request', 'The body ended early.', { cause });
  return { type, contentType: headers['content-type'] ?? '', limitBytes, tooLarge, endedEarly };
}

function mediaTypeOf(headers: IncomingMessage['headers'], types: readonly MediaType[]): MediaType {
  const [sent = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim().toLowerCase());
  const type = types.find((known) => known === sent);
  if (type === undefined) {
    throw new FrontalError('unsupported_media_type', `The body must be sent as ${types.join(' or ')}.`);
  }
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) {
    throw new FrontalError('unsupported_media_type', 'Text is taken in UTF-8 only.');
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new FrontalError('unsupported_media_type', 'The body must be sent without a content encoding.');
  }
  return type;
}
