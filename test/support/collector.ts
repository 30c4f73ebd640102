import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, vi } from 'vitest';
import { HANG_MS } from './hang.ts';

/** A span as OTLP writes it in JSON, with its attributes as an object. */
export interface CollectedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  /** '' at the root of a trace that nobody else began. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** 2: an error. */
  readonly status: { readonly code?: number; readonly message?: string };
}

export interface Collector {
  readonly url: string;
  /** What was sent so far, as text. */
  texts(): readonly string[];
  spans(): readonly CollectedSpan[];
  /** Resolves with the spans of a trace once there are those of these names, and no fewer of each. */
  trace(traceId: string, names: readonly string[]): Promise<readonly CollectedSpan[]>;
  stop(): Promise<void>;
}

/** Takes traces by OTLP over HTTP on this machine. */
export async function startCollector(answer: RequestListener = (_request, response) => response.writeHead(200).end('{}'), port = 0): Promise<Collector> {
  const texts: string[] = [];
  const spans: CollectedSpan[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      expect(request.url).toBe('/v1/traces');
      const text = Buffer.concat(chunks).toString('utf8');
      texts.push(text);
      spans.push(...spansIn(JSON.parse(text) as Otlp));
      answer(request, response);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    texts: () => texts,
    spans: () => spans,
    async trace(traceId, names) {
      const ofTrace = () => spans.filter((span) => span.traceId === traceId);
      const missing = () => {
        const left = ofTrace().map(({ name }) => name);
        return names.filter((name) => !left.includes(name) || !left.splice(left.indexOf(name), 1));
      };
      await vi.waitFor(() => expect(missing()).toEqual([]), HANG_MS);
      return ofTrace();
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Otlp {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly OtlpAttribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface OtlpSpan extends Omit<CollectedSpan, 'attributes' | 'service' | 'parentSpanId' | 'startMs' | 'endMs'> {
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpAttribute[];
}

function spansIn({ resourceSpans }: Otlp): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ startTimeUnixNano, endTimeUnixNano, attributes, parentSpanId = '', ...span }) => ({
        ...span,
        parentSpanId,
        service: String(asObject(resource.attributes)['service.name']),
        startMs: Number(startTimeUnixNano) / 1e6,
        endMs: Number(endTimeUnixNano) / 1e6,
        attributes: asObject(attributes),
      })),
    ),
  );
}

/** Numbers that are whole come as text. */
function asObject(attributes: readonly OtlpAttribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
