import { FrontalError } from '../../contract/errors.ts';
import { isBounded, MAX_BARE_BYTES } from './json-bounds.ts';

/** The bytes of a body as a JSON object. @throws FrontalError `too_large`, `invalid_json`, `invalid_request` */
export function parseJsonBody(bytes: Buffer): Record<string, unknown> {
  if (!isBounded(bytes)) {
    throw new FrontalError('too_large', `The body has more than ${MAX_BARE_BYTES} bytes of JSON beside its texts.`);
  }
  const value = parse(bytes);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FrontalError('invalid_request', 'The body must be a JSON object.', {
      errors: [{ pointer: '', code: 'invalid_request', detail: 'must be an object' }],
    });
  }
  return value as Record<string, unknown>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the body.
    throw new FrontalError('invalid_json', 'The body is not valid JSON in UTF-8.');
  }
}
