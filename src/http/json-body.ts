import type { IncomingMessage } from 'node:http';
import { FrontalError } from '../errors.ts';

/**
 * Refuses by its headers a body that need not be read.
 *
 * @throws FrontalError `unsupported_media_type`, `too_large`
 */
export function checkJsonHeaders(request: IncomingMessage, limitBytes: number): void {
  requireJson(request);
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
}

/**
 * The body of a request, whose headers have been checked, as a JSON object.
 *
 * @throws FrontalError `too_large`, `invalid_json`, `invalid_request`
 */
export async function readJsonObject(request: IncomingMessage, limitBytes: number): Promise<Record<string, unknown>> {
  const value = parse(await readBytes(request, limitBytes));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FrontalError('invalid_request', 'The body must be a JSON object.', {
      errors: [{ pointer: '', code: 'invalid_request', detail: 'must be an object' }],
    });
  }
  return value as Record<string, unknown>;
}

function requireJson({ headers }: IncomingMessage): void {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (type !== 'application/json') {
    throw new FrontalError('unsupported_media_type', 'The body must be sent as application/json.');
  }
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) {
    throw new FrontalError('unsupported_media_type', 'JSON is taken in UTF-8 only.');
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new FrontalError('unsupported_media_type', 'The body must be sent without a content encoding.');
  }
}

async function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
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
    throw new FrontalError('invalid_json', 'The body ended early.', { cause: error });
  }
  return Buffer.concat(chunks, length);
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the body.
    throw new FrontalError('invalid_json', 'The body is not valid JSON in UTF-8.');
  }
}

function tooLarge(limitBytes: number): FrontalError {
  return new FrontalError('too_large', `The body is larger than ${limitBytes} bytes.`);
}
