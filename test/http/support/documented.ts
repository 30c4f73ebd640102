import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect } from 'vitest';
import { openApiDocument } from '../../../src/http/openapi/document.ts';

export type Json = Record<string, any>;
export const document = openApiDocument() as Json;

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'https://frontal.invalid/openapi', components: closed(document['components']) });

/** Answers are documented as open to new fields; here, a field that is not documented is a fault. */
function closed(schema: Json): Json {
  return JSON.parse(JSON.stringify(schema), (_key, value) =>
    value?.type === 'object' && value.properties ? { additionalProperties: false, ...value } : value,
  );
}

export function validator(schema: Json): ValidateFunction {
  return ajv.compile(JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components/', '"https://frontal.invalid/openapi#/components/')));
}

export function operation(path: string, method: string): Json {
  const found = document['paths'][path]?.[method];
  if (!found) throw new Error(`${method} ${path} is not documented`);
  return found;
}

/** Headers of HTTP itself, which say nothing of the API. */
const ANYWHERE = ['date', 'connection', 'keep-alive', 'content-type', 'content-length', 'transfer-encoding', 'vary'];

/** An answer of the running server against what the document says of it: status, media type, headers, body. */
export async function expectDocumented(path: string, method: string, response: Response): Promise<Json | null> {
  const documented: Json | undefined = operation(path, method)['responses'][String(response.status)];
  expect(documented, `${response.status} of ${path}`).toBeDefined();
  for (const [name, header] of Object.entries<Json>(documented!['headers'])) {
    const value = response.headers.get(name);
    if (header['required']) expect(value, `header ${name}`).not.toBeNull();
    if (value !== null) expect(validator(header['schema'])(value)).toBe(true);
  }
  const known = new Set([...ANYWHERE, ...Object.keys(documented!['headers']).map((name) => name.toLowerCase())]);
  expect([...response.headers.keys()].filter((name) => !known.has(name)), `headers of ${response.status} of ${path}`).toEqual([]);
  if (!documented!['content']) {
    expect(await response.text()).toBe('');
    return null;
  }
  const type = response.headers.get('content-type')!.split(';')[0]!;
  expect(Object.keys(documented!['content'])).toEqual([type]);
  const text = await response.text();
  const body = type.endsWith('json') ? JSON.parse(text) : text;
  const validate = validator(documented!['content'][type].schema);
  validate(body);
  expect(validate.errors ?? []).toEqual([]);
  return body;
}
