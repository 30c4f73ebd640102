import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import type { DeliveryAnswer } from '../../src/submissions/delivery/ports.ts';
import { countTries } from '../../src/webhooks/count-tries.ts';

test('tries are counted by what became of them', async () => {
  const answers: DeliveryAnswer[] = [
    { statusCode: null, fault: 'timed_out', retryAfterMs: null },
    { statusCode: 204, fault: null, retryAfterMs: null },
    { statusCode: null, fault: 'timed_out', retryAfterMs: null },
  ];
  const registry = new Registry();
  const sender = countTries({ send: async () => answers.shift()! }, registry);
  const send = () => sender.send('https://hooks.example/', { id: 'msg_1', body: '{}' }, new AbortController().signal);
  expect([(await send()).fault, (await send()).fault, (await send()).fault]).toEqual(['timed_out', null, 'timed_out']);
  const metrics = await registry.metrics();
  expect(metrics).toContain('frontal_webhook_tries_total{outcome="timed_out"} 2');
  expect(metrics).toContain('frontal_webhook_tries_total{outcome="told"} 1');
});

test('tries under way are counted until they end, however they do', async () => {
  const registry = new Registry();
  let end: (answer: DeliveryAnswer) => void = () => {};
  const answers = [new Promise<DeliveryAnswer>((resolve) => (end = resolve)), Promise.reject(new Error('aborted'))];
  const sender = countTries({ send: () => answers.shift()! }, registry);
  const send = () => sender.send('https://hooks.example/', { id: 'msg_1', body: '{}' }, new AbortController().signal);
  const running = async () => (await registry.metrics()).match(/^frontal_webhook_tries_running (\d+)$/m)?.[1];
  expect(await running()).toBe('0');
  const answered = send();
  expect(await running()).toBe('1');
  await expect(send()).rejects.toThrow('aborted');
  expect(await running()).toBe('1');
  end({ statusCode: 204, fault: null, retryAfterMs: null });
  await answered;
  expect(await running()).toBe('0');
});
