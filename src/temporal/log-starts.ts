import type { Logger } from 'pino';
import type { Runs } from '../submissions/runs.ts';

/** A line for each start, with both ids. One that joins the run of an equal submission has that run's. */
export function logStarts(runs: Runs, log: Logger): Runs {
  return {
    ...runs,
    async start(input, options) {
      const started = await runs.start(input, options);
      if (started.kind === 'started') log.info({ id: input.submissionId, runId: started.runId }, 'submission started');
      return started;
    },
  };
}
