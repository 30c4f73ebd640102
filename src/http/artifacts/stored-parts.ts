import type { Digest } from '../../contract/run.ts';
import type { ContourOutput, RotateOutput } from '../../contract/steps.ts';
import { FrontalError } from '../../contract/errors.ts';
import type { Submission, SubmissionStore } from '../../submissions/submission.ts';
import { loss } from '../../submissions/owned.ts';

/** The bytes of an artifact of the submission. @throws FrontalError `gone`: it was erased just now */
export async function loadPart(submissions: SubmissionStore, { id }: Submission, digest: Digest): Promise<Uint8Array> {
  const bytes = await submissions.loadArtifact(digest);
  if (bytes === null) throw await loss(submissions, id);
  return bytes;
}

/** What the step left behind for the submission. @throws FrontalError `gone`: it was erased just now; `not_found` where it is not on record any more */
export async function stepOutput<S extends 'rotate' | 'contour'>(
  submissions: SubmissionStore,
  { id }: Submission,
  step: S,
): Promise<StepOutput[S]> {
  const output = (await submissions.stepOutputs(id)).get(step);
  if (output === undefined && (await submissions.find(id)) === null) throw await loss(submissions, id);
  if (output === undefined) throw new FrontalError('not_found', 'This part of the result is not kept any more. Send the submission again.');
  return output as StepOutput[S];
}

interface StepOutput {
  rotate: RotateOutput;
  contour: ContourOutput;
}
