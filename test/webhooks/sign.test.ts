import { randomBytes } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { signatureHeaders } from '../../src/webhooks/sign.ts';

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;
const [present, former] = [secret(), secret()];
const message = { id: 'msg_1', at: new Date(), body: '{"type":"submission.done","name":"Zoë"}' };

test('the independent reader refuses another body, id, time or secret', () => {
  const headers = signatureHeaders([present], message);
  const reader = new Webhook(present);
  expect(() => reader.verify(`${message.body} `, headers)).toThrow(WebhookVerificationError);
  expect(() => reader.verify(message.body, { ...headers, 'webhook-id': 'msg_2' })).toThrow(WebhookVerificationError);
  expect(() => reader.verify(message.body, { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 1) })).toThrow(WebhookVerificationError);
  expect(() => new Webhook(former).verify(message.body, headers)).toThrow(WebhookVerificationError);
});

test('and a message that is old', () => {
  const headers = signatureHeaders([present], { ...message, at: new Date(Date.now() - 6 * 60_000) });
  expect(() => new Webhook(present).verify(message.body, headers)).toThrow(/too old/);
});

test('it takes what was signed, with either of two secrets', () => {
  const headers = signatureHeaders([present, former], message);
  expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
  for (const known of [present, former]) expect(new Webhook(known).verify(message.body, headers)).toEqual(JSON.parse(message.body));
});

test("the standard's own example", () => {
  const headers = signatureHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
  });
  expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
