import type { EndedStatus } from '../contract/run.ts';
import type { RecordEndInput, RecordEndOutput, RenderOutput } from '../contract/steps.ts';

/**
 * The end that this try of an activity gave a submission; null where it gave none. A try that finds what an earlier one
 * or someone else has ended, or a submission that was erased, comes through all the same.
 */
export function endBy(activityType: string, args: readonly unknown[], output: unknown): { status: EndedStatus; code?: string } | null {
  if (activityType === 'render') return (output as RenderOutput).ended ? { status: 'done' } : null;
  if (activityType !== 'recordEnd' || !(output as RecordEndOutput).ended) return null;
  const { status, failure } = args[0] as RecordEndInput;
  return { status, ...(failure && { code: failure.code }) };
}
