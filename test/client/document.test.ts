import type * as z from 'zod';
import { createDocument } from 'zod-openapi';
import { describe, expect, test } from 'vitest';
import { ARTIFACTS, createClient, type ArtifactKind, type Client } from '../../src/client/index.ts';
import { liveAnswer, readyAnswer } from '../../src/http/health/answers.ts';
import { flatten } from '../../src/http/openapi/flatten.ts';
import { openApiDocument } from '../../src/http/openapi/document.ts';
import { statusAnswer, submitAnswer } from '../../src/contract/answers.ts';
import type { requestOptions } from '../../src/contract/options.ts';
import { deliveriesAnswer } from '../../src/http/deliveries/answer.ts';
import type { drawingBody } from '../../src/http/drawings/body.ts';
import { endEvent, progressEvent } from '../../src/http/events/answer.ts';
import { listAnswer } from '../../src/http/list/answer.ts';
import { validateAnswer } from '../../src/http/validate/answer.ts';

/** The client against the OpenAPI document: what one of them gains, loses or renames fails here. */
type Json = Record<string, any>;
const document = openApiDocument() as Json;
const ID = `${'a'.repeat(51)}q`;

/** For people and for monitoring: a program has no use for them. */
const WITHOUT_METHOD = ['docs', 'openapi', 'metrics'];

/** Every operation by its method of the client, with everything that can be said to it. */
const CALLS: Record<string, (client: Client) => Promise<unknown>> = {
  submit: (client) => client.submit({ portrait: '', labelMap: '', landmarks: [], options: {}, imageName: 'a.jpg' }, { wait: 1 }),
  status: (client) => client.statusIfChanged(ID, '"x"', { wait: 1, frame: 'original' }),
  list: async (client) => {
    for await (const one of client.list({ status: 'done', pageSize: 5 })) void one;
  },
  cancel: (client) => client.cancel(ID, { wait: 1 }),
  erase: (client) => client.erase(ID),
  validate: (client) => client.validate({ portrait: '', labelMap: '', landmarks: [], options: {}, imageName: 'a.jpg' }),
  draw: (client) => client.drawings(ID, { style: {} }, { wait: 1 }),
  events: async (client) => {
    for await (const one of client.events(ID, { lastEventId: 'x' })) void one;
  },
  deliveries: (client) => client.deliveries(ID),
  live: (client) => client.live(),
  ready: (client) => client.ready(),
  ...Object.fromEntries(
    (Object.keys(ARTIFACTS) as ArtifactKind[]).map((kind) => [
      kind === 'label-map' ? 'labelMap' : kind,
      (client: Client) => client.artifactIfChanged(ID, kind, '"x"', queryOf(kind)),
    ]),
  ),
};

function queryOf(kind: ArtifactKind) {
  if (kind === 'png') return { maxSide: 100 };
  if (kind === 'coco') return { frame: 'original', segmentation: 'rle', imageName: 'a.jpg' } as const;
  if (kind === 'labelme' || kind === 'cvat') return { frame: 'original', imageName: 'a.jpg' } as const;
  return kind === 'svg' || kind === 'portrait' ? {} : ({ frame: 'original' } as const);
}

/** Answers of JSON: the schema that the client's type is inferred from. */
const ANSWERS = {
  submit: submitAnswer,
  status: statusAnswer,
  list: listAnswer,
  cancel: submitAnswer,
  validate: validateAnswer,
  draw: submitAnswer,
  deliveries: deliveriesAnswer,
  live: liveAnswer,
  ready: readyAnswer,
};

// The compiler's part: each method's type is the schema's. A type that differs is `never`, and nothing is assigned to it.
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Answer<Name extends keyof Client> = Client[Name] extends (...given: never[]) => Promise<infer A> ? A : never;
type Listed = ReturnType<Client['list']> extends AsyncIterable<infer One> ? One : never;
export const TYPES: [
  Same<Answer<'submit'>, z.infer<typeof submitAnswer>>,
  Same<Answer<'status'>, z.infer<typeof statusAnswer>>,
  Same<Answer<'waitFor'>, z.infer<typeof statusAnswer>>,
  Same<Answer<'cancel'>, z.infer<typeof submitAnswer>>,
  Same<Answer<'validate'>, z.infer<typeof validateAnswer>>,
  Same<Answer<'drawings'>, z.infer<typeof submitAnswer>>,
  Same<Parameters<Client['drawings']>[1], z.input<typeof drawingBody>>,
  Same<Parameters<Client['submit']>[0]['options'], z.input<typeof requestOptions> | undefined>,
  Same<Answer<'deliveries'>, z.infer<typeof deliveriesAnswer>>,
  Same<Answer<'live'>, z.infer<typeof liveAnswer>>,
  Same<Answer<'ready'>, z.infer<typeof readyAnswer>>,
  Same<Listed, z.infer<typeof listAnswer>['submissions'][number]>,
] = [true, true, true, true, true, true, true, true, true, true, true, true];

interface Operation {
  readonly name: string;
  readonly path: string;
  readonly method: string;
  readonly description: Json;
}

const OPERATIONS: Operation[] = Object.entries<Json>(document['paths']).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, description]) => ({ name: description['operationId'], path, method, description })),
);
const CALLED = OPERATIONS.filter(({ name }) => !WITHOUT_METHOD.includes(name));

test('every operation of the document has a method, and every method an operation', () => {
  expect(Object.keys(CALLS).sort()).toEqual(CALLED.map(({ name }) => name).sort());
  expect(OPERATIONS.map(({ name }) => name)).toEqual(expect.arrayContaining(WITHOUT_METHOD));
  const own = ['status', 'statusIfChanged', 'waitFor', 'artifact', 'artifactIfChanged'];
  const routes = Object.keys(CALLS).filter((name) => !isArtifact(name) && name !== 'status').map((name) => (name === 'draw' ? 'drawings' : name));
  expect(Object.keys(createClient({ baseUrl: 'http://service' })).sort()).toEqual([...own, ...routes].sort());
});

describe.each(CALLED)('$name', ({ name, path, method, description }) => {
  test('is asked for as the document has it, with every parameter', async () => {
    const request = await requestOf(CALLS[name]!);
    expect(`${request.method} ${request.path.replace(ID, '{id}')}`).toBe(`${method.toUpperCase()} ${path}`);
    const documented = (place: string) => (description['parameters'] ?? []).filter((one: Json) => one['in'] === place).map((one: Json) => one['name']);
    expect(request.query).toEqual(documented('query').filter((one: string) => one !== 'cursor').sort());
    const sendable = documented('header').map((one: string) => one.toLowerCase()).filter((one: string) => one !== 'x-request-id');
    expect(request.headers).toEqual(sendable.sort());
    const content: Json = description['requestBody']?.content ?? {};
    const form = content['multipart/form-data'];
    expect(request.parts).toEqual(form ? Object.keys(resolved(form.schema).properties).sort() : []);
    expect(request.mediaType).toBe(form ? null : (Object.keys(content)[0] ?? null));
  });

  test('answers what the type says', () => {
    const content: Json | undefined = description['responses']['200']?.content;
    if (!content) return expect(description['responses']).toHaveProperty('204');
    const schema: unknown = content['application/json']?.schema;
    if (name === 'events') {
      const { ProgressEvent, EndEvent } = document['components'].schemas;
      return expect([ProgressEvent, EndEvent].map((one) => flat(one, document))).toEqual([progressEvent, endEvent].map(schemaOf));
    }
    if (isArtifact(name)) return expect(Object.keys(content)).toHaveLength(1);
    expect(flat(schema, document)).toEqual(schemaOf(ANSWERS[name as keyof typeof ANSWERS]));
  });
});

test('pages are asked for by the cursor that the document names', async () => {
  const asked: string[] = [];
  const client = createClient({
    baseUrl: 'http://service',
    fetch: async (url) => {
      asked.push((url as URL).search);
      return Response.json({ submissions: [], next: asked.length < 2 ? 'further' : null });
    },
  });
  for await (const one of client.list()) void one;
  expect(asked).toEqual(['', '?cursor=further']);
  const list = OPERATIONS.find(({ name }) => name === 'list')!.description;
  expect(list['parameters'].map((one: Json) => one['name'])).toContain('cursor');
});

function isArtifact(name: string): boolean {
  return name === 'labelMap' || Object.hasOwn(ARTIFACTS, name);
}

/** What a method of the client sends. */
async function requestOf(call: (client: Client) => Promise<unknown>) {
  let sent: { url: URL; init: RequestInit } | null = null;
  const client = createClient({
    baseUrl: 'http://service',
    fetch: async (url, init) => {
      sent = { url: url as URL, init: init ?? {} };
      return (url as URL).pathname.endsWith('/events') ? new Response(null, { status: 204 }) : Response.json({ submissions: [], next: null });
    },
  });
  await call(client);
  const { url, init } = sent!;
  return {
    method: init.method,
    path: url.pathname,
    query: [...url.searchParams.keys()].sort(),
    headers: [...(init.headers as Headers).keys()].filter((name) => name !== 'content-type' && name !== 'accept').sort(),
    mediaType: (init.headers as Headers).get('content-type'),
    parts: init.body instanceof FormData ? [...init.body.keys()].sort() : [],
  };
}

function schemaOf(schema: z.ZodType): unknown {
  const other = createDocument({
    openapi: '3.1.0',
    info: { title: '', version: '' },
    paths: { '/x': { get: { responses: { '200': { description: '', content: { 'application/json': { schema } } } } } } },
  }, { override: flatten }) as Json;
  return flat(other['paths']['/x'].get.responses['200'].content['application/json'].schema, other);
}

/** A schema with its references filled in, whichever document it stands in. Answers are open to new fields. */
function flat(schema: unknown, within: Json): unknown {
  if (Array.isArray(schema)) return schema.map((one) => flat(one, within));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, additionalProperties, ...rest } = schema as Json;
  if ($ref !== undefined) return flat(within['components'].schemas[$ref.split('/').at(-1)], within);
  const open = additionalProperties === undefined || additionalProperties === false ? rest : { ...rest, additionalProperties };
  return Object.fromEntries(Object.entries(open).map(([key, value]) => [key, flat(value, within)]));
}

function resolved(schema: Json): Json {
  return schema['$ref'] === undefined ? schema : document['components'].schemas[schema['$ref'].split('/').at(-1)];
}
