import { setCurrentDetails, setHandler, upsertSearchAttributes, defineQuery, workflowInfo } from '@temporalio/workflow';
import { defineSearchAttributeKey } from '@temporalio/common';
import { PROGRESS_QUERY, SEARCH_ATTRIBUTES, STEPS, STEPS_OF_ALL, type EndedStatus, type Progress, type Status, type Step } from '../src/contract/options.ts';

export const progressQuery = defineQuery<Progress>(PROGRESS_QUERY);

const STATUS = defineSearchAttributeKey(SEARCH_ATTRIBUTES.status, 'KEYWORD');
const LABEL_SCHEMA = defineSearchAttributeKey(SEARCH_ATTRIBUTES.labelSchema, 'KEYWORD');

type StepState = 'waiting' | 'running' | 'done' | 'remembered';

export interface ProgressTracker {
  /** Marks the step as running until the promise of `work` settles. */
  during<T>(step: Step, work: () => Promise<T>): Promise<T>;
  /** The step's output is known from an earlier submission. */
  remembered(step: Step): void;
  /** A worker has taken it up. */
  begin(): void;
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

  const show = () => setCurrentDetails(steps.map((step) => `- ${step}: ${states[step]}`).join('\n'));
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
    begin() {
      status = 'processing';
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
      upsertSearchAttributes([{ key: STATUS, value: ended }]);
    },
  };
}
