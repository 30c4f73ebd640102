import { setCurrentDetails, setHandler, upsertSearchAttributes, defineQuery, workflowInfo } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import { PROGRESS_QUERY, SEARCH_ATTRIBUTES, STEPS, type Progress, type Status, type Step } from '../src/contract.ts';

export const progressQuery = defineQuery<Progress>(PROGRESS_QUERY);

const STATUS = defineSearchAttributeKey(SEARCH_ATTRIBUTES.status, 'KEYWORD');
const LABEL_SCHEMA = defineSearchAttributeKey(SEARCH_ATTRIBUTES.labelSchema, 'KEYWORD');

type StepState = 'waiting' | 'running' | 'done' | 'remembered';

export interface ProgressTracker {
  /** Marks the step as running until the promise of `work` settles. */
  during<T>(step: Step, work: () => Promise<T>): Promise<T>;
  /** The step's output is known from an earlier submission. */
  remembered(step: Step): void;
  foundLabelSchema(name: string): void;
  enter(status: Status): void;
}

/** Answers the `progress` query and keeps what the Temporal UI shows of a run: search attributes, current details. */
export function trackProgress(): ProgressTracker {
  const states: Record<Step, StepState> = { decode: 'waiting', rotate: 'waiting', contour: 'waiting', render: 'waiting' };
  const startedAt = workflowInfo().startTime.toISOString();
  let status: Status = 'pending';

  setHandler(progressQuery, () => ({
    status,
    step: STEPS.find((step) => states[step] === 'running') ?? null,
    progress: STEPS.filter((step) => states[step] === 'done' || states[step] === 'remembered').length / STEPS.length,
    started_at: startedAt,
  }));

  const show = () => setCurrentDetails(STEPS.map((step) => `- ${step}: ${states[step]}`).join('\n'));
  const mark = (step: Step, state: StepState) => {
    states[step] = state;
    show();
  };
  return {
    async during(step, work) {
      mark(step, 'running');
      const output = await work();
      mark(step, 'done');
      return output;
    },
    remembered: (step) => mark(step, 'remembered'),
    foundLabelSchema: (name) => upsertSearchAttributes([{ key: LABEL_SCHEMA, value: name }]),
    enter(next) {
      status = next;
      upsertSearchAttributes([{ key: STATUS, value: next }]);
    },
  };
}
