import type { LabelFinding } from '../contract/label-finding.ts';
import type { LabelsDocument } from '../contract/result.ts';

/** What the label map was found to be, in the spelling of the contract. */
export function describeLabels({ schema, source, confidence, runnerUp, landmarkShare, against, fit }: LabelFinding): LabelsDocument {
  return { schema, source, confidence, runner_up: runnerUp, landmark_share: landmarkShare, against, fit };
}
