import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../../src/http/openapi/document.ts';
import { useApi } from '../support/api.ts';
import { problem } from '../support/calls.ts';
import { document, type Json } from '../support/documented.ts';

/** What generators of clients stumbled over in the document, each seen with one of them; `npm run clients:generated` runs two. */
const api = useApi();

/** Every object in the document, with where it stands. */
function* objectsOf(value: unknown, at = ''): Generator<[string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [at, value as Json];
  for (const [key, inner] of Object.entries(value)) yield* objectsOf(inner, `${at}/${key}`);
}

const SCHEMAS = [...objectsOf(document['components'].schemas), ...objectsOf(document['paths'])].filter(([at]) => !/\/(examples?|default)(\/|$)/.test(at));
const where = (isFault: (schema: Json) => boolean) => SCHEMAS.filter(([, schema]) => isFault(schema)).map(([at]) => at);

describe('the document for generators', () => {
  it('has no tuple that closes itself by `items: false`', () => {
    expect(where((schema) => 'prefixItems' in schema || schema['items'] === false)).toEqual([]);
  });

  it('says null by a type of two names, or beside the reference to an object', () => {
    const alone = where((schema) => schema['type'] === 'null');
    const beside = SCHEMAS.flatMap(([at, { anyOf }]) => (Array.isArray(anyOf) && anyOf.length === 2 && '$ref' in anyOf[0] ? [`${at}/anyOf/1`] : []));
    expect(alone.filter((at) => !beside.includes(at))).toEqual([]);
  });

  it('has no choice inside of a choice: what was made of one was sent as null', () => {
    const { landmarks } = document['components'].schemas.Submit.properties;
    expect(landmarks.anyOf.length).toBeGreaterThan(3);
    expect(where((schema) => Array.isArray(schema['anyOf']) && [...objectsOf(schema['anyOf'])].some(([, inner]) => 'anyOf' in inner))).toEqual([]);
  });

  it('has no pattern beside the format of a time, and no constant that is a boolean', () => {
    expect(where((schema) => schema['format'] === 'date-time' && 'pattern' in schema)).toEqual([]);
    expect(where((schema) => typeof schema['const'] === 'boolean')).toEqual([]);
  });

  it('can be had without webhooks, and is the same otherwise', async () => {
    const { webhooks, ...others } = document;
    expect(webhooks).toHaveProperty('submissionEnded');
    const answer = (await (await fetch(`${api().url}/openapi.json?webhooks=false`)).json()) as Json;
    expect(answer).toEqual(JSON.parse(JSON.stringify(openApiDocument({ withWebhooks: false }))));
    expect(Object.keys(answer['paths'])).toEqual(Object.keys(others['paths']));
    expect(await problem(await fetch(`${api().url}/openapi.json?webhooks=no`))).toMatchObject({ status: 422, code: 'invalid_request' });
  });
});
