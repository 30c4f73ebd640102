import { multiPolygon } from '../geometry/regions/geojson.ts';
import type { Submission, SubmissionResult } from '../submissions/submission.ts';
import type { Frame, RegionDocument } from '../contract/result.ts';
import type { StatusAnswer } from './answers.ts';
import { inFrame } from './frame.ts';
import { phaseOf, type SubmissionState } from '../submissions/state.ts';

/** A submission's state in the form that the status route answers; `result` is there where it is done. */
export function statusView(state: SubmissionState, result: SubmissionResult | null, frame: Frame = 'upright'): StatusAnswer {
  const { submission, status } = state;
  const whole = {
    id: submission.id,
    engine: submission.engine,
    expires_at: submission.expiresAt.toISOString(),
    warnings: [...state.warnings],
  };
  switch (status) {
    case 'done':
      if (!result) throw new Error('a submission that is done has no result');
      return doneView(whole, submission, { ...result, document: inFrame(result.document, frame) });
    case 'failed':
      return { ...whole, status, error: submission.failure ?? UNKNOWN_FAILURE };
    case 'cancelled':
      return { ...whole, status };
    default:
      return {
        ...whole,
        status,
        phase: phaseOf(state.progress),
        step: state.progress?.step ?? null,
        progress: state.progress?.progress ?? 0,
        attempt: state.attempt,
        started_at: state.progress?.started_at ?? null,
      };
  }
}

/** Of a submission that failed and has none on record. */
export const UNKNOWN_FAILURE = { code: 'internal', detail: 'The run failed without saying why.', step: null };

type Whole = Pick<StatusAnswer, 'id' | 'engine' | 'expires_at' | 'warnings'>;

function doneView(whole: Whole, { acceptedAt, endedAt }: Submission, result: SubmissionResult): StatusAnswer {
  const { document, timings, svg } = result;
  return {
    ...whole,
    status: 'done',
    svg: Buffer.from(svg.buffer, svg.byteOffset, svg.byteLength).toString('base64'),
    ...document,
    regions: document.regions.map(withGeometry),
    zones: document.zones.map(withGeometry),
    warnings: [...document.warnings, ...whole.warnings],
    timings_ms: { ...timings, total: endedAt === null ? 0 : endedAt.getTime() - acceptedAt.getTime() },
  };
}

function withGeometry<R extends Pick<RegionDocument, 'parts'>>(region: R) {
  return { ...region, geometry: multiPolygon(region.parts) };
}
