import type { Logger } from 'pino';
import type { Config } from '../settings/config.ts';
import type { Tracing } from '../tracing/tracing.ts';
import type { Parts } from './parts.ts';

/** Null, and nothing of OpenTelemetry's SDK in memory, where no endpoint is set. */
export async function loadTracing(
  { tracesUrl }: Config,
  service: string,
  onOutage: (error: Error | null) => void,
): Promise<Tracing | null> {
  if (tracesUrl === null) return null;
  const { createTracing } = await import('../tracing/tracing.ts');
  return createTracing({ service, onOutage });
}

/** Before all other parts, so that it is stopped after them: what they did at last is sent, too. */
export function tracingUp({ tracing, up }: Parts, { tracesUrl }: Config): void {
  if (tracing && tracesUrl !== null) up('Traces', `sent to ${new URL(tracesUrl).host}`, () => tracing.stop());
}

/** The service goes on without its traces. */
export function reportOutage(log: Logger, error: Error | null): void {
  if (error === null) log.info('traces are sent again');
  else log.warn({ err: error }, 'traces cannot be sent; what does not fit into memory meanwhile is dropped');
}
