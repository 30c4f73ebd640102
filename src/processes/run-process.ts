import { configOfThisProcess, type Config } from '../settings/config.ts';
import { FrontalError } from '../contract/errors.ts';
import { createLogger } from './logger.ts';
import { createLogOutput } from './log-output.ts';
import { createParts, type Parts } from './parts.ts';
import { loadTracing, reportOutage, tracingUp } from './tracing.ts';

/**
 * Runs a process: reads the settings, brings its parts up, stays until a signal or a failure, stops the parts in
 * reverse order. Whatever a person can mend is said in one line on stderr, and the exit code is then 1. A second signal
 * ends the process at once.
 *
 * @param service the process's name in traces
 */
export async function runProcess(service: string, start: (parts: Parts, config: Config) => Promise<void>): Promise<void> {
  const config = orExit(configOfThisProcess);
  const tracing = await loadTracing(config, service, (error) => reportOutage(log, error));
  const output = await createLogOutput(process.stdout.isTTY);
  const log = createLogger(config.logLevel, { destination: output, ...(tracing && { mixin: tracing.logFields }) });
  const { parts, failure, stopAll } = createParts(log, (line) => process.stdout.write(`${line}\n`), tracing);

  // Whoever reads our lines may leave before us (`npm start | head`); that must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  const signalled = firstSignal(() => process.exit(130));
  let exitCode = 0;
  try {
    tracingUp(parts, config);
    const running = start(parts, config).then(() => {
      output.release();
      return signalled;
    });
    running.catch(() => {}); // a start that is interrupted fails later, and nobody is interested then
    await Promise.race([running, signalled, failure]).finally(() => output.release());
    process.stdout.write('stopping ...\n');
  } catch (error) {
    exitCode = 1;
    complain(error);
  }
  const unclean = await stopAll();
  process.exit(unclean.length > 0 ? 1 : exitCode);
}

/** npm passes a terminal's Ctrl-C on, so that one keypress can arrive twice. */
const ONE_KEYPRESS_MS = 500;

/** Resolves at the first signal to stop. A later one, that is not the same keypress, calls `again`. */
function firstSignal(again: () => void): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        firstAt ??= performance.now();
        if (performance.now() - firstAt > ONE_KEYPRESS_MS) again();
        resolve(signal);
      });
    }
  });
}

function orExit<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    complain(error);
    process.exit(1);
  }
}

/** Errors of ours say what to do; any other one is a defect and shows where it came from. */
function complain(error: unknown): void {
  const text = error instanceof FrontalError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`frontal: ${text}\n`);
}
