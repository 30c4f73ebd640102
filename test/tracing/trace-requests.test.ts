import { EventEmitter, once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import { expect, onTestFinished, test } from 'vitest';
import { logFieldsOf } from '../../src/tracing/log-fields.ts';
import { traceRequests } from '../../src/tracing/trace-requests.ts';
import type { RequestState } from '../../src/http/request-state.ts';
import { tracerInMemory } from './support.ts';

async function startApp() {
  const { tracer, spans } = tracerInMemory();
  const logged: Record<string, string>[] = [];
  const arrived = new EventEmitter();
  const router = new Router<RequestState>();
  router.get('/faces/:id', async (ctx) => {
    await new Promise((resolve) => setImmediate(resolve));
    logged.push(logFieldsOf());
    ctx.body = 'here';
  });
  router.get('/busy', (ctx) => {
    ctx.status = 503;
    ctx.body = { code: 'busy', detail: 'of jane@example.org' };
  });
  router.get('/never', (ctx) => {
    arrived.emit('never');
    return once(ctx.res, 'close').then(() => {});
  });
  const app = new Koa<RequestState>();
  app.use(traceRequests(tracer));
  app.use(router.routes());
  const server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const onlySpan = async () => {
    await expect.poll(spans).toHaveLength(1);
    return spans()[0]!;
  };
  return { url, spans, logged, onlySpan, arrived };
}

test.each(['', 'garbage', `00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`, `ff-${'a'.repeat(32)}-${'b'.repeat(16)}-01`])(
  'a request with the traceparent "%s" is a trace of its own',
  async (traceparent) => {
    const { url, onlySpan } = await startApp();
    await (await fetch(`${url}/faces/1`, { headers: { traceparent } })).text();
    const span = await onlySpan();
    expect(span.parentSpanContext).toBeUndefined();
    expect(span.spanContext().traceId).toMatch(/^(?!0{32}|a{32})[0-9a-f]{32}$/);
  },
);

test('the trace of the caller is continued, with its tracestate, and known to what runs inside', async () => {
  const { url, logged, onlySpan } = await startApp();
  const headers = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, tracestate: 'vendor=1' };
  await (await fetch(`${url}/faces/1`, { headers })).text();
  const span = await onlySpan();
  expect(span.parentSpanContext).toMatchObject({ spanId: 'b'.repeat(16), isRemote: true });
  expect(span.spanContext().traceState?.serialize()).toBe('vendor=1');
  expect(logged).toEqual([{ trace_id: 'a'.repeat(32), span_id: span.spanContext().spanId }]);
});

test('of a path that is no route nothing is kept', async () => {
  const { url, onlySpan } = await startApp();
  await (await fetch(`${url}/jane@example.org?key=secret`)).text();
  const span = await onlySpan();
  expect(span.name).toBe('GET');
  expect(span.attributes).toEqual({ 'http.request.method': 'GET', 'url.scheme': 'http', 'http.response.status_code': 404 });
});

test('a fault of ours is an error by its code, without its detail', async () => {
  const { url, onlySpan } = await startApp();
  await (await fetch(`${url}/busy`)).text();
  const { status, attributes } = await onlySpan();
  expect(status).toEqual({ code: 2, message: 'busy' });
  expect(attributes).toMatchObject({ 'http.response.status_code': 503, 'error.type': 'busy' });
  expect(JSON.stringify(attributes)).not.toContain('jane');
});

test('a caller who hangs up ends the span, which then has no status of an answer', async () => {
  const { url, spans, onlySpan, arrived } = await startApp();
  const isThere = once(arrived, 'never');
  const asked = request(`${url}/never`);
  asked.on('error', () => {});
  asked.end();
  await isThere;
  expect(spans()).toEqual([]);
  asked.destroy();
  expect((await onlySpan()).attributes).not.toHaveProperty('http.response.status_code');
});
