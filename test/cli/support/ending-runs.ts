import type { ApiOverPostgres } from '../../http/support/api.ts';
import { complete } from '../../http/support/result.ts';

/** From now on every run that is started ends at once: as done, or as failed where its portrait is one of `failing`. */
export function endRunsAtOnce({ runs, database }: ApiOverPostgres, failing: ReadonlySet<string> = new Set()): void {
  const start = runs.start.bind(runs);
  runs.start = async (input, options) => {
    const started = await start(input, options);
    if (started.kind !== 'started') return started;
    const { submissionId } = input;
    if (failing.has(input.portrait)) {
      const failure = { code: 'NoFace', detail: 'The label map shows no face.', step: 'decode' as const };
      await database.submissions.recordEnd({ submissionId, runId: started.runId, status: 'failed', failure });
    } else {
      await complete(database.steps, submissionId);
    }
    runs.states.delete(submissionId);
    return started;
  };
}
