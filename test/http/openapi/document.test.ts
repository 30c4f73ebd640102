import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { ERRORS } from '../../../src/contract/errors.ts';
import { serve, useApi } from '../support/api.ts';
import { fixture, PLAIN } from '../support/bodies.ts';
import { sendRaw, status, SUBMIT, submit, submitted } from '../support/calls.ts';
import { document, expectDocumented, operation, validator, type Json } from '../support/documented.ts';
import { complete, SVG } from '../support/result.ts';
import { running } from '../support/runs.ts';

const api = useApi();
const UNKNOWN = `${'a'.repeat(51)}q`;

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1, served as it is made', async () => {
    const response = await fetch(`${api().url}/openapi.json`);
    expect(document['openapi']).toBe('3.1.0');
    expect(await response.json()).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('names no path that the server does not answer', async () => {
    for (const [path, methods] of Object.entries<Json>(document['paths'])) {
      for (const method of Object.keys(methods)) {
        const response = await fetch(api().url + path.replace('{id}', UNKNOWN), { method: method.toUpperCase() });
        await expectDocumented(path, method, response);
      }
    }
  });

  it('closes what is sent and leaves open what is answered', () => {
    const { Submit, Options, Problem, DoneSubmission } = document['components'].schemas;
    expect([Submit, Options].map((schema) => schema.additionalProperties)).toEqual([false, false]);
    expect([Problem, DoneSubmission].map((schema) => schema.additionalProperties)).toEqual([undefined, undefined]);
  });

  it('resolves every reference, and gives every operation its own name', () => {
    const references = JSON.stringify(document).match(/"#\/components\/schemas\/[^"]+"/g)!;
    for (const reference of references) {
      expect(document['components'].schemas).toHaveProperty([JSON.parse(reference).split('/').at(-1)]);
    }
    const ids = Object.values<Json>(document['paths']).flatMap((item) => Object.values<Json>(item).map((one) => one['operationId']));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('holds schemas that are schemas, and examples that fit them', () => {
    for (const [name, schema] of Object.entries<Json>(document['components'].schemas)) {
      const validate = validator(schema);
      for (const example of [...(schema['example'] === undefined ? [] : [schema['example']]), ...(schema['examples'] ?? [])]) {
        expect(validate(example), `example of ${name}`).toBe(true);
      }
    }
    for (const item of Object.values<Json>(document['paths'])) {
      for (const { requestBody, responses } of Object.values<Json>(item)) {
        for (const { content = {} } of [...(requestBody ? [requestBody] : []), ...Object.values<Json>(responses)]) {
          for (const { schema, examples = {} } of Object.values<Json>(content)) {
            for (const [name, { value }] of Object.entries<Json>(examples)) {
              expect(validator(schema)(value), `example ${name}`).toBe(true);
            }
          }
        }
      }
    }
    // The page would fill it in, and no submission has it.
    expect(document['components'].schemas['SubmissionId']).not.toHaveProperty('example');
  });

  it('shows every default that the server fills in', async () => {
    await submitted(api().url, PLAIN);
    const { alignment, labels, contours, style } = document['components'].schemas['Options'].properties;
    const defaults = (group: Json) => {
      const named = Object.entries<Json>(group['properties']).filter(([, one]) => 'default' in one);
      return Object.fromEntries(named.map(([key, one]) => [key, one['default']]));
    };
    expect(api().runs.started[0]!.options).toMatchObject({
      alignment: defaults(alignment),
      labels: defaults(labels),
      style: defaults(style),
      contours: { min_part_px: contours.properties.min_part_px.default },
    });
    expect(contours.properties.detail.default).toBe('balanced');
  });
});

describe('answers are documented:', () => {
  it('submit', async () => {
    const { url } = api();
    const check = (response: Response) => expectDocumented(SUBMIT, 'post', response);
    const accepted = await check(await submit(url, PLAIN));
    expect(accepted).toMatchObject({ status: 'pending' });
    await complete(api().database.steps, accepted!['id']);
    expect(await check(await submit(url, PLAIN))).toMatchObject({ status: 'done' });

    const huge = Buffer.alloc(1_000_001).toString('base64');
    const codes = [];
    for (const response of [
      await sendRaw(url, '{'),
      await sendRaw(url, '{}', { 'content-type': 'text/plain' }),
      await submit(url, []),
      await submit(url, { ...PLAIN, landmarks: [] }),
      await submit(url, { ...PLAIN, landmarks: PLAIN.landmarks.slice(0, 9) }),
      await submit(url, { ...PLAIN, image: 'x' }),
      await submit(url, { ...PLAIN, image: huge }),
      await submit(url, { ...PLAIN, segmentation_map: 'x' }),
      await submit(url, { ...PLAIN, segmentation_map: fixture('synth-holes/portrait.jpg').toString('base64') }),
      await submit(url, { ...PLAIN, options: { a: 1 } }),
    ]) {
      codes.push((await check(response))!['code']);
    }
    api().runs.away = true;
    codes.push((await check(await submit(url, { ...PLAIN, options: { labels: { exclude: [9] } } })))!['code']);

    const crowded = await serve({
      ...api().deps,
      bodyGate: { atOnce: 0, inLine: 0, longestWaitMs: 0 },
      registry: new Registry(),
    });
    codes.push((await check(await submit(crowded.url, { ...PLAIN, image: huge })))!['code']);
    await crowded.close();

    const shown = Object.values<Json>(operation(SUBMIT, 'post')['responses'])
      .flatMap(({ content }) => Object.values<Json>(content))
      .flatMap(({ examples = {} }) => Object.keys(examples));
    expect(new Set(codes)).toEqual(new Set(shown.filter((code) => !/^(internal|foreign_request|unauthorized(_2)?|rate_limited|gone)$/.test(code))));
  });

  it('status', async () => {
    const { url, runs, database } = api();
    const path = '/api/v1/frontal/crop/status/{id}';
    const check = (response: Response) => expectDocumented(path, 'get', response);
    const option = (exclude: number) => ({ ...PLAIN, options: { labels: { exclude: [exclude] } } });

    const id = await submitted(url, PLAIN);
    expect(await check(await status(url, id))).toMatchObject({ status: 'pending' });
    expect(await check(await status(url, id, { prefer: 'wait=1' }))).toMatchObject({ status: 'pending' });
    runs.states.set(id, running('run-1', { status: 'processing', step: 'contour', progress: 0.5 }));
    expect(await check(await status(url, id))).toMatchObject({ status: 'pending', phase: 'running' });
    await complete(database.steps, id);
    const done = await status(url, id);
    const etag = done.headers.get('etag')!;
    expect(await check(done)).toMatchObject({ status: 'done' });
    expect(await check(await status(url, id, { 'if-none-match': etag }))).toBeNull();

    const failed = await submitted(url, option(1));
    const failure = { code: 'NoFace', detail: 'There is no face.', step: 'decode' as const };
    await database.submissions.recordEnd({ submissionId: failed, runId: 'run-2', status: 'failed', failure });
    expect(await check(await status(url, failed))).toMatchObject({ status: 'failed' });
    const cancelled = await submitted(url, option(2));
    await database.submissions.recordEnd({ submissionId: cancelled, runId: 'run-3', status: 'cancelled', failure: null });
    expect(await check(await status(url, cancelled))).toMatchObject({ status: 'cancelled' });

    runs.away = true;
    const waiting = await submit(url, option(3));
    expect(waiting.status).toBe(503);
    expect(await check(await status(url, UNKNOWN))).toMatchObject({ code: 'not_found' });
    await database.dataSource.destroy();
    expect(await check(await status(url, UNKNOWN))).toMatchObject({ code: 'unavailable' });
    await database.dataSource.initialize();
  });

  it('SVG', async () => {
    const { url, database } = api();
    const path = '/api/v1/submissions/{id}/svg';
    const ask = async (id: string, headers = {}) =>
      expectDocumented(path, 'get', await fetch(url + path.replace('{id}', id), { headers }));
    const option = (exclude: number) => ({ ...PLAIN, options: { labels: { exclude: [exclude] } } });
    const [done, failed, cancelled] = [await submitted(url, PLAIN), await submitted(url, option(1)), await submitted(url, option(2))];
    const failure = { code: 'NoFace', detail: 'There is no face.', step: 'decode' as const };

    const problems = [await ask(UNKNOWN), await ask(done)];
    await complete(database.steps, done);
    expect(await ask(done)).toBe(SVG);
    expect(await ask(done, { 'if-none-match': '*' })).toBeNull();
    await database.submissions.recordEnd({ submissionId: failed, runId: 'run-2', status: 'failed', failure });
    await database.submissions.recordEnd({ submissionId: cancelled, runId: 'run-3', status: 'cancelled', failure: null });
    problems.push(await ask(failed), await ask(cancelled));
    await database.dataSource.destroy();
    problems.push(await ask(UNKNOWN));
    await database.dataSource.initialize();

    const shown = ['404', '503'].flatMap((code) =>
      Object.values<Json>(operation(path, 'get')['responses'][code].content['application/problem+json'].examples),
    );
    expect(shown.slice(0, 4).map(({ value }) => value)).toEqual(problems.slice(0, 4));
    expect(problems.at(-1)).toMatchObject({ code: shown.at(-1)!['value'].code });
  });

  it('with every code of the catalogue', () => {
    expect(document['components'].schemas['ErrorCode'].enum).toEqual(Object.keys(ERRORS));
  });
});
