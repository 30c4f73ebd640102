import { DefaultLogger, Runtime, type LogLevel, type LogMetadata } from '@temporalio/worker';
import type { Logger } from 'pino';
import { idsOf } from './log-activities.ts';

/**
 * Installs the SDK's native runtime, once a process and before any native connection. Signals stay with the process's
 * own shutdown; the SDK's metrics are served as Prometheus text at `metricsAddress`; its logs join ours.
 */
export function installRuntime({ log, metricsAddress }: { log: Logger; metricsAddress: string }): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => log[message === OF_ACTIVITIES_ALONE ? 'debug' : LEVELS[level]](fieldsOf(meta), message)),
    telemetryOptions: {
      logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} },
      metrics: {
        prometheus: {
          bindAddress: metricsAddress,
          countersTotalSuffix: true,
          unitSuffix: true,
          useSecondsForDurations: true,
        },
      },
    },
  });
}

/**
 * The ids of runs as our own lines have them, errors as ours, and nothing that only a server can read. Lines about activities
 * name the run `workflowRunId`, those about the workflow itself `runId`.
 */
function fieldsOf({ workflowId, workflowRunId, taskToken: _token, error, ...rest }: LogMetadata = {}): Record<string, unknown> {
  const runId: unknown = workflowRunId ?? rest['runId'];
  const isOfRun = typeof workflowId === 'string' && typeof runId === 'string';
  return {
    ...rest,
    ...(isOfRun && idsOf({ workflowId, runId, workflowType: String(rest['workflowType']) })),
    ...(error !== undefined && { err: error }),
  };
}

/** The SDK warns of a worker without workflows; those of housekeeping and of webhooks are meant so. */
const OF_ACTIVITIES_ALONE = 'No workflows registered, not polling for workflow tasks';

const LEVELS = { TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error' } as const satisfies Record<
  LogLevel,
  string
>;
