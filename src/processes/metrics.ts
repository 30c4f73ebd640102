import { createServer } from 'node:http';
import { collectDefaultMetrics, type Registry } from 'prom-client';
import { listen } from './listen.ts';
import type { Parts } from './parts.ts';

/** The Temporal SDK's own metrics as Prometheus text. @throws Error while the worker is not up */
export async function sdkMetrics(address: string): Promise<string> {
  const response = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(1_000) });
  return response.text();
}

/** `GET /metrics` of a process that has no API. */
export async function serveMetrics(
  parts: Parts,
  { host, port }: { host: string; port: number },
  { registry, sdkMetricsAddress }: { registry: Registry; sdkMetricsAddress: string },
): Promise<void> {
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    Promise.all([registry.metrics(), sdkMetrics(sdkMetricsAddress).catch(() => '')]).then(
      (texts) => response.writeHead(200, { 'content-type': registry.contentType }).end(texts.join('\n')),
      () => response.writeHead(500).end(),
    );
  });
  const url = await listen(server, { host, port, setting: 'METRICS_PORT' });
  parts.up('Metrics', `${url}/metrics`, async () => {
    server.close();
    server.closeAllConnections();
  });
}
