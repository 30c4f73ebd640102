import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { deliveryWorkflowId } from '../../src/contract/delivery.ts';
import { payloadsOf } from '../support/payloads.ts';
import { bodyOf, ended, useSharedSystem, useSystem } from '../support/system.ts';
import { startReceiver } from '../webhooks/support/receiver.ts';

const system = useSystem();
const guarded = useSharedSystem();
const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const env = { WEBHOOK_SECRET: SECRET, WEBHOOK_ALLOW_PRIVATE: 'true' };

interface Deliveries {
  readonly deliveries: { attempt: number; status_code: number | null; error: string | null; next_attempt_at: string | null }[];
}

test('a webhook that is down is told later, though the worker was killed between the tries', async () => {
  let status = 503;
  const { url, received } = await startReceiver((_request, response) => response.writeHead(status).end());
  const api = await system().startApi(env);
  const worker = await system().startWorker(env);
  const { id } = await api.service.submit(await bodyOf('synth-plain', { webhook: { url: `${url}?key=hidden` } }));
  expect(await ended(api.service, id)).toMatchObject({ status: 'done' });

  const log = async () => ((await (await fetch(`${api.url}/api/v1/submissions/${id}/deliveries`)).json()) as Deliveries).deliveries;
  const delivery = system().temporal.client.workflow.getHandle(deliveryWorkflowId(id));
  const waits = async () => (await delivery.fetchHistory()).events?.some(({ timerStartedEventAttributes: timer }) => Boolean(timer));
  await expect.poll(waits).toBe(true);
  await worker.stop('SIGKILL');
  status = 204;
  const next = await system().startWorker(env);
  const { delivered } = (await delivery.result()) as { delivered: boolean };
  expect(delivered).toBe(true);

  // Two, where the worker was killed before it came to the second try.
  const tries = await log();
  expect(tries.map(({ attempt }) => attempt)).toEqual(Array.from({ length: Math.max(2, tries.length) }, (_, i) => i + 1));
  for (const refused of tries.slice(0, -1)) {
    expect(refused).toMatchObject({ status_code: 503, error: 'unexpected_status', next_attempt_at: expect.any(String) });
  }
  expect(tries.at(-1)).toMatchObject({ status_code: 204, error: null, next_attempt_at: null });
  expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  for (const { headers, body } of received) {
    const strings = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    expect(new Webhook(SECRET).verify(body, strings)).toEqual({
      type: 'submission.done',
      timestamp: expect.any(String),
      data: { id, status: 'done', links: { status: `/api/v1/frontal/crop/status/${id}`, svg: `/api/v1/submissions/${id}/svg` } },
    });
  }

  const histories = [await system().temporal.client.workflow.getHandle(id).fetchHistory(), await delivery.fetchHistory()];
  const payloads = histories.flatMap(payloadsOf).join('\n');
  expect(payloads).toContain(id);
  expect(payloads).not.toMatch(/hidden|\/hook|127\.0\.0\.1/);
  await next.stop('SIGTERM');
});

test('a receiver in a private network is not called where that is not allowed', async () => {
  const { url } = await startReceiver();
  await expect(guarded().service.submit(await bodyOf('synth-plain', { webhook: { url } }))).rejects.toThrow(/private network/);
});

test('a worker that stops does not wait for receivers, and what it was telling them is told by another one', async () => {
  let answers = false;
  const { url, received } = await startReceiver((request, response) => {
    if (answers) response.writeHead(204).end();
    else request.socket.write('HTTP/1.1 101 Switching Protocols\r\n');
  });
  const api = await system().startApi(env);
  const worker = await system().startWorker(env);
  const { id } = await api.service.submit(await bodyOf('synth-plain', { webhook: { url }, style: { theme: 'print' } }));
  await expect.poll(() => received.length, { timeout: 30_000 }).toBe(1);
  expect(await worker.stop('SIGTERM')).toBe(0);
  const log = async () => ((await (await fetch(`${api.url}/api/v1/submissions/${id}/deliveries`)).json()) as Deliveries).deliveries;
  // Given up, and not heard to its end: that would be written down as timed out.
  expect(await log()).toEqual([]);

  answers = true;
  await system().startWorker(env);
  await system().temporal.client.workflow.getHandle(deliveryWorkflowId(id)).result();
  expect(await log()).toMatchObject([{ attempt: 1, status_code: 204, error: null }]);
});
