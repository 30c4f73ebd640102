import { setCurrentDetails, setHandler, upsertSearchAttributes, defineQuery, workflowInfo } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import { STEPS, STEPS_OF_ALL, SEARCH_ATTRIBUTES, PROGRESS_QUERY, type Progress, type Status, type EndedStatus, type Step } from '../src/contract/run.ts';

export const progressQuery = defineQuery<Progress>(PROGRESS_QUERY);

const STATUS = defineSearchAttributeKey(SEARCH_ATTRIBUTES.status, 'KEYWORD');
const LABEL_SCHEMA = defineSearchAttributeKey(SEARCH_ATTRIBUTES.labelSchema, 'KEYWORD');

/** `remembered`: its output is known from an earlier submission. `given up`: the run ended while it was at work. */
type StepState = 'waiting' | 'running' | 'done' | 'remembered' | 'failed' | 'cancelled' | 'given up' | 'never begun';

export interface ProgressTracker {
  /** The run waits by itself before its first step. */
  delayed(ms: number): void;
  /** A worker has taken it up. */
  begin(): void;
  mark(step: Step, state: StepState): void;
  /** The label schema is known; also tells the search attributes that the submission is being processed. */
  foundLabelSchema(name: string): void;
  end(status: EndedStatus): void;
}

/**
 * Answers the `progress` query and keeps what the Temporal UI shows of a run: search attributes, current details.
 * @param finds whether `find` is one of its steps
 */
export function trackProgress(finds: boolean): ProgressTracker {
  const steps: readonly Step[] = finds ? STEPS : STEPS_OF_ALL;
  const states: Record<Step, StepState> = { find: 'waiting', decode: 'waiting', rotate: 'waiting', contour: 'waiting', render: 'waiting' };
  const startedAt = workflowInfo().startTime.toISOString();
  let status: Status = 'pending';

  setHandler(progressQuery, () => ({
    status,
    step: steps.find((step) => states[step] === 'running') ?? null,
    progress: steps.filter((step) => states[step] === 'done' || states[step] === 'remembered').length / steps.length,
    started_at: startedAt,
  }));

  const show = (note?: string) => {
    const lines = steps.map((step) => `- ${step}: ${states[step]}`);
    setCurrentDetails([...(note === undefined ? [] : [note, '']), ...lines].join('\n'));
  };
  return {
    delayed: (ms) => show(`Waits for ${ms / 1000} s before the first step, as \`delay_ms\` asks.`),
    begin() {
      status = 'processing';
    },
    mark(step, state) {
      states[step] = state;
      show();
    },
    // Each upsert is a write to the visibility store, so two facts share one.
    foundLabelSchema(name) {
      upsertSearchAttributes([
        { key: STATUS, value: status },
        { key: LABEL_SCHEMA, value: name },
      ]);
    },
    end(ended) {
      status = ended;
      for (const step of steps) {
        if (states[step] === 'running') states[step] = 'given up';
        if (states[step] === 'waiting') states[step] = 'never begun';
      }
      show(`The submission is ${ended}.`);
      upsertSearchAttributes([{ key: STATUS, value: ended }]);
    },
  };
}
