import { FrontalError } from '../../errors.ts';

/** The bytes of a body as a JSON object. @throws FrontalError `invalid_json`, `invalid_request` */
export function parseJsonBody(bytes: Uint8Array): Record<string, unknown> {
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
