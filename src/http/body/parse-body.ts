import { parseFormBody } from './form-body.ts';
import { parseJsonBody } from './json-body.ts';
import type { SentBody } from './request-body.ts';

/** A body as an object. @throws FrontalError `too_large`, `invalid_json`, `invalid_request` */
export function parseBody({ type, contentType, blocks }: SentBody): Record<string, unknown> {
  const bytes = Buffer.concat(blocks);
  return type === 'application/json' ? parseJsonBody(bytes) : parseFormBody(bytes, contentType);
}
