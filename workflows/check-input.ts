import { ApplicationFailure, workflowInfo } from '@temporalio/workflow';
import { ACTIVITY_PLACEMENTS, INVALID_RUN } from '../src/contract/run.ts';
import type { ProcessSubmissionInput } from '../src/contract/steps.ts';

const DIGEST = /^[0-9a-f]{64}$/;

/**
 * That the input is one which the API could have given: a run can also be started by hand. Without this, a field that is
 * missing would fail the workflow's task, which Temporal then retries for ever.
 *
 * @throws ApplicationFailure `invalid_run`, not to be retried, naming the field
 */
export function checkInput(input: unknown): asserts input is ProcessSubmissionInput {
  const { submissionId, portrait, labelMap, landmarks, options, delayMs, placement } = fieldsOf(input, 'The input');
  // Steps write for the submission whose id the workflow has.
  expect(submissionId === workflowInfo().workflowId, '`submissionId` is not the id of the workflow.');
  for (const [name, digest] of Object.entries({ portrait, labelMap, landmarks })) {
    expect(typeof digest === 'string' && DIGEST.test(digest), `\`${name}\` is no SHA-256 in hexadecimal digits.`);
  }
  const { alignment, labels, contours, style, zones, measures, find } = fieldsOf(options, '`options`');
  for (const [name, group] of Object.entries({ alignment, labels, contours, style })) fieldsOf(group, `\`options.${name}\``);
  if (find !== undefined) {
    const { landmarks: ofLandmarks, label_map: ofLabelMap } = fieldsOf(find, '`options.find`');
    expect(ofLandmarks === true || ofLabelMap === true, '`options.find` asks for neither landmarks nor label map.');
  }
  expect(Array.isArray(zones), '`options.zones` is no list.');
  expect(typeof measures === 'boolean', '`options.measures` is neither true nor false.');
  expect(typeof delayMs === 'number' && delayMs >= 0 && Number.isFinite(delayMs), '`delayMs` is no number of milliseconds.');
  expect(ACTIVITY_PLACEMENTS.some((known) => known === placement), `\`placement\` is none of ${ACTIVITY_PLACEMENTS.join(', ')}.`);
}

/** The same of whatever needs nothing but a submission's id. @throws ApplicationFailure `invalid_run` */
export function checkSubmissionId(input: unknown): asserts input is { submissionId: string } {
  const { submissionId } = fieldsOf(input, 'The input');
  expect(typeof submissionId === 'string' && submissionId !== '', '`submissionId` is missing.');
}

function fieldsOf(value: unknown, what: string): Record<string, unknown> {
  expect(typeof value === 'object' && value !== null && !Array.isArray(value), `${what} is no object.`);
  return value as Record<string, unknown>;
}

function expect(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw ApplicationFailure.nonRetryable(`This run was not started by Frontal: ${otherwise}`, INVALID_RUN);
}
