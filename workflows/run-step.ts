import { isCancellation } from '@temporalio/workflow';
import type { Step } from '../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../src/contract/steps.ts';
import { throughOutages } from './outage.ts';
import { placeSteps, type Call } from './place-steps.ts';
import type { ProgressTracker } from './progress.ts';

/** Runs a step to its end; `summary` is shown in the history. */
export type RunStep = <O>(name: Step, summary: string, call: Call<O>) => Promise<O>;

/** Each step where the input says, through outages of the database, and seen in the progress. */
export function stepRunner(input: ProcessSubmissionInput, track: ProgressTracker): RunStep {
  const place = placeSteps(input);
  return async (name, summary, call) => {
    track.mark(name, 'running');
    try {
      const output = await throughOutages((again) => place(name, summary, (steps, wasTried) => call(steps, again || wasTried)));
      track.mark(name, 'done');
      return output;
    } catch (error) {
      track.mark(name, isCancellation(error) ? 'cancelled' : 'failed');
      throw error;
    }
  };
}
