import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';

/** A collector that is away fails a batch every few seconds: its going is told once, and its coming back. */
export function reportOutages(exporter: SpanExporter, onOutage: (error: Error | null) => void): SpanExporter {
  let isAway = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const fails = result.code !== ExportResultCode.SUCCESS;
        if (fails !== isAway) onOutage(fails ? (result.error ?? new Error('no reason given')) : null);
        isAway = fails;
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}
