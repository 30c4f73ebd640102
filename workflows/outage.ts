import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import { sleep } from '@temporalio/workflow';

const FIRST_PAUSE_MS = 5_000;
/** A day of waiting then stays far below the size of history that Temporal warns of. */
const LONGEST_PAUSE_MS = 600_000;
/** Longer than any outage that nobody mends. */
const PATIENCE_MS = 24 * 3_600_000;

/**
 * Waits out an outage of the database: a step that failed because of one, however often it was tried, is tried again
 * after a durable pause. Nothing else is, so that a step's own faults still end the submission soon.
 *
 * @param step `again`: an outage may have taken the answer of an earlier try whose work is done
 */
export async function throughOutages<T>(step: (again: boolean) => Promise<T>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  let again = false;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return await step(again);
    } catch (error) {
      if (!isOutage(error) || Date.now() > deadline) throw error;
      await sleep(pauseMs);
      again = true;
    }
  }
}

function isOutage(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.type === 'unavailable';
}
