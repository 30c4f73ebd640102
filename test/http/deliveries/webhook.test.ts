import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { webhookBody } from '../../../src/submissions/delivery/webhook-body.ts';
import { openApiDocument } from '../../../src/http/openapi/document.ts';
import { webhookEvent } from '../../../src/http/deliveries/answer.ts';
import { createWebhookCheck } from '../../../src/webhooks/check-webhook.ts';
import { completeSubmission } from '../../support/database.ts';
import { serve, useApi } from '../support/api.ts';
import { PLAIN } from '../support/bodies.ts';
import { json, problem, status, submit, submitted } from '../support/calls.ts';

const api = useApi();
const HOOK = 'https://hooks.example:8443/frontal?key=secret';
const telling = (url: unknown = HOOK) => ({ ...PLAIN, options: { webhook: { url } } });
const deliveries = (id: string) => fetch(`${api().url}/api/v1/submissions/${id}/deliveries`);

describe('a webhook is refused', () => {
  it.each([
    ['as plain text', HOOK, '/options/webhook'],
    ['without a URL', {}, '/options/webhook/url'],
    ['with more than a URL', { url: HOOK, secret: 'x' }, '/options/webhook/secret'],
    ['that is no URL', { url: 'hooks.example' }, '/options/webhook/url'],
    ['of another scheme', { url: 'ftp://hooks.example/' }, '/options/webhook/url'],
    ['with a password', { url: 'https://me:secret@hooks.example/' }, '/options/webhook/url'],
    ['on this machine', { url: 'http://localhost/' }, '/options/webhook/url'],
    ['in a private network', { url: 'http://10.0.0.1/' }, '/options/webhook/url'],
    ['where clouds keep credentials', { url: 'http://0xa9fea9fe/latest/meta-data' }, '/options/webhook/url'],
    ['beyond any length', { url: `https://hooks.example/${'x'.repeat(3000)}` }, '/options/webhook/url'],
  ])('%s', async (_what, webhook, pointer) => {
    const refusal = await problem(await submit(api().url, { ...PLAIN, options: { webhook } }));
    expect(refusal).toMatchObject({ status: 422, code: 'invalid_option' });
    expect(refusal.errors[0]).toMatchObject({ pointer, code: 'invalid_option' });
    expect(JSON.stringify(refusal)).not.toMatch(/me:secret|10\.0\.0\.1/);
    expect(api().runs.started).toEqual([]);
  });

  it('where none can be signed, with the setting that is missing', async () => {
    const unsigned = await serve({ ...api().deps, checkWebhook: createWebhookCheck({ secrets: [], allowPrivate: false }), registry: new Registry() });
    const refusal = await problem(await submit(unsigned.url, telling()));
    expect(refusal).toMatchObject({ status: 422, code: 'invalid_option' });
    expect(refusal.detail).toContain('WEBHOOK_SECRET');
    expect((await submit(unsigned.url, { ...PLAIN, options: { webhook: null } })).status).toBe(202);
    await unsigned.close();
  });
});

describe('a webhook', () => {
  it('is no part of the id, and no part of what Temporal sees', async () => {
    const id = await submitted(api().url, telling());
    expect(await submitted(api().url, PLAIN)).toBe(id);
    expect(JSON.stringify(api().runs.started)).not.toContain('hooks.example');
    const row = await api().database.submissions.find(id);
    expect(row?.webhook).toEqual({ url: HOOK });
    expect(row?.options).not.toHaveProperty('webhook');
    expect(api().runs.delivered).toEqual([]);
  });

  it('is taken of whoever names one while the submission runs, of many the latest', async () => {
    const id = await submitted(api().url, PLAIN);
    await submitted(api().url, telling());
    await submitted(api().url, telling('https://other.example/'));
    await submitted(api().url, PLAIN);
    expect((await api().database.submissions.find(id))?.webhook).toEqual({ url: 'https://other.example/' });
    expect(api().runs.started).toHaveLength(1);
    const end = await api().database.steps.recordEnd({ submissionId: id, runId: 'run', status: 'cancelled', failure: null });
    expect(end.webhook).toBe(true);
  });

  it('of a submission that is done is told at once, each time it is asked for', async () => {
    const id = await submitted(api().url, PLAIN);
    await completeSubmission(api().database.steps, id);
    for (const times of [1, 2]) {
      const response = await submit(api().url, telling());
      expect(response.status).toBe(200);
      expect(await json(response)).toMatchObject({ id, status: 'done' });
      expect(api().runs.delivered).toHaveLength(times);
    }
    expect(api().runs.delivered).toEqual([id, id]);
    expect((await api().database.submissions.find(id))?.webhook).toEqual({ url: HOOK });
  });

  it('that cannot be told now is not promised', async () => {
    const id = await submitted(api().url, PLAIN);
    await completeSubmission(api().database.steps, id);
    api().runs.away = true;
    expect((await submit(api().url, telling())).status).toBe(503);
    expect((await submit(api().url, PLAIN)).status).toBe(200);
  });

  it('is told of an end that came from outside', async () => {
    const id = await submitted(api().url, telling());
    api().runs.states.set(id, { kind: 'failed', runId: 'run-1', failure: { code: 'terminated', detail: 'Terminated.', step: null } });
    expect(await json(await status(api().url, id))).toMatchObject({ status: 'failed' });
    expect(api().runs.delivered).toEqual([id]);
  });

  it('does not change the entity tag', async () => {
    const id = await submitted(api().url, telling());
    await completeSubmission(api().database.steps, id);
    const before = (await status(api().url, id)).headers.get('etag');
    await api().database.submissions.recordDelivery(id, { attempt: 1, urlHost: 'hooks.example', statusCode: 204, error: null, nextAttemptAt: null });
    expect((await status(api().url, id)).headers.get('etag')).toBe(before);
  });
});

describe('the deliveries of a submission', () => {
  it('are none of an unknown one', async () => {
    expect(await problem(await deliveries('x'))).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('are gone with it', async () => {
    const id = await submitted(api().url, telling());
    await api().database.submissions.erase(id, 'deleted');
    expect(await problem(await deliveries(id))).toMatchObject({ status: 410, code: 'gone' });
  });

  it('are none where nobody is told', async () => {
    const id = await submitted(api().url, PLAIN);
    expect(await json(await deliveries(id))).toEqual({ id, webhook: null, deliveries: [] });
  });

  it('name the host alone', async () => {
    const id = await submitted(api().url, telling());
    const nextAttemptAt = new Date('2026-11-22T21:05:00Z');
    const { submissions } = api().database;
    await submissions.recordDelivery(id, { attempt: 1, urlHost: 'hooks.example:8443', statusCode: null, error: 'timed_out', nextAttemptAt });
    await submissions.recordDelivery(id, { attempt: 2, urlHost: 'hooks.example:8443', statusCode: 200, error: null, nextAttemptAt: null });
    const answer = await deliveries(id);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const body = await json(answer);
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(body).toEqual({
      id,
      webhook: { url_host: 'hooks.example:8443' },
      deliveries: [
        { attempt: 1, at: expect.any(String), url_host: 'hooks.example:8443', status_code: null, error: 'timed_out', next_attempt_at: nextAttemptAt.toISOString() },
        { attempt: 2, at: expect.any(String), url_host: 'hooks.example:8443', status_code: 200, error: null, next_attempt_at: null },
      ],
    });
  });
});

describe('of another tenant', () => {
  const tenants = useApi({ access: { tenantOf: (key) => key, requestsPerMinute: null, corsOrigins: [] } });

  it('deliveries are not there', async () => {
    const as = (key: string) => ({ authorization: `Bearer ${key}` });
    const { id } = await json(await submit(tenants().url, telling(), as('one')));
    const path = `${tenants().url}/api/v1/submissions/${id}/deliveries`;
    expect((await fetch(path, { headers: as('one') })).status).toBe(200);
    expect(await problem(await fetch(path, { headers: as('two') }))).toMatchObject({ code: 'not_found' });
  });
});

describe('what is told', () => {
  const links = { status: '/status', svg: '/svg' };
  const ended = { endedAt: new Date(), failure: null, webhook: { url: HOOK } };

  it.each([
    { ...ended, status: 'done' as const },
    { ...ended, status: 'cancelled' as const },
    { ...ended, status: 'failed' as const, failure: { code: 'NoFace', detail: 'No face.', step: 'decode' as const } },
  ])('of one that is $status is what is documented', async (submission) => {
    const id = await submitted(api().url, PLAIN);
    const event: unknown = JSON.parse(webhookBody(id, submission, links)!);
    expect(webhookEvent.parse(event)).toEqual(event);
  });

  it('stands in the OpenAPI document', () => {
    expect(openApiDocument()).toHaveProperty(['webhooks', 'submissionEnded', 'post', 'requestBody', 'content', 'application/json', 'schema'], {
      $ref: '#/components/schemas/SubmissionEvent',
    });
  });
});
