import type { IncomingMessage } from 'node:http';
import { FrontalError } from '../../contract/errors.ts';
import { parseFormBody } from './form-body.ts';
import { parseJsonBody } from './json-body.ts';

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'multipart/form-data';
type MediaType = typeof JSON_TYPE | typeof FORM_TYPE;

/** A body whose headers have been looked at; `read` takes it in. */
export interface RequestBody {
  /** @throws FrontalError `too_large`, `invalid_json`, `invalid_request` */
  read(): Promise<Record<string, unknown>>;
}

/**
 * Refuses by its headers a body that need not be read.
 *
 * @param types that the route takes
 * @throws FrontalError `unsupported_media_type`, `too_large`
 */
export function expectBody(request: IncomingMessage, limitBytes: number, types: readonly MediaType[] = [JSON_TYPE]): RequestBody {
  const type = mediaTypeOf(request, types);
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
  return {
    async read() {
      const bytes = await readBytes(request, limitBytes, type);
      return type === JSON_TYPE ? parseJsonBody(bytes) : parseFormBody(bytes, request.headers['content-type'] ?? '');
    },
  };
}

function mediaTypeOf({ headers }: IncomingMessage, types: readonly MediaType[]): MediaType {
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

async function readBytes(request: IncomingMessage, limitBytes: number, type: MediaType): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // The stream outlives the loop: the answer to a body that is too large still has to reach its sender.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length > limitBytes) throw tooLarge(limitBytes);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    request.resume();
    if (error instanceof FrontalError) throw error;
    throw new FrontalError(type === JSON_TYPE ? 'invalid_json' : 'invalid_request', 'The body ended early.', { cause: error });
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(limitBytes: number): FrontalError {
  return new FrontalError('too_large', `The body is larger than ${limitBytes} bytes.`);
}
