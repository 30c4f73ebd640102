import type {
  ActivityPlacement,
  AlignmentOptions,
  ContourOptions,
  Digest,
  Failure,
  FindOptions,
  LabelFinding,
  LabelOptions,
  LabelPaletteName,
  LabelSchemaName,
  LandmarkSchemaName,
  StyleOptions,
  SubmissionOptions,
  Warning,
  ZoneName,
} from './options.ts';

/**
 * What workflow and activities exchange: ids, digests and small numbers only, since Temporal keeps all of it. A part of
 * contract.ts, and as free of imports.
 */

export interface ProcessSubmissionInput {
  submissionId: string;
  portrait: Digest;
  labelMap: Digest;
  landmarks: Digest;
  options: SubmissionOptions;
  /** A durable timer before the first step, for load tests. */
  delayMs: number;
  /** Decided once, at the start: a replay must find the steps where they were. Missing: on the task queue. */
  placement?: ActivityPlacement;
}

/** What the steps are told of a submission. */
export type StepsInput = Pick<ProcessSubmissionInput, 'submissionId' | 'portrait' | 'labelMap' | 'landmarks' | 'options'>;

export interface ProcessSubmissionOutput {
  rollDegrees: number;
  regions: number;
  points: number;
  svg: Digest;
}

export interface FindInput {
  portrait: Digest;
  /** Where only the label map is to be found: it belongs to the face that they lie on. */
  landmarks: Digest | null;
  find: FindOptions;
}

export interface FindOutput {
  /** null where they were sent, as is the label map. */
  landmarks: Digest | null;
  labelMap: Digest | null;
  /** A FoundDocument: where the face lies is nothing that Temporal should keep. */
  found: Digest;
  faces: number;
  warnings: Warning[];
  ms: number;
}

export interface DecodeInput {
  portrait: Digest;
  labelMap: Digest;
  landmarks: Digest;
  alignment: AlignmentOptions;
  labels: LabelOptions;
  contours: ContourOptions;
}

export interface DecodeOutput {
  alignment: Digest;
  rollDegrees: number;
  landmarkSchema: LandmarkSchemaName;
  labelSchema: LabelSchemaName | 'unknown';
  labels: LabelFinding;
  warnings: Warning[];
  /** What to do next, and what is remembered of it from an earlier submission and need not be done again. */
  rotate: { input: RotateInput; remembered: RotateOutput | null };
  contour: { input: ContourInput; remembered: ContourOutput | null };
  ms: number;
}

export interface RotateInput {
  portrait: Digest;
  alignment: Digest;
}

export interface RotateOutput {
  uprightPortrait: Digest;
  mediaType: string;
  bytes: number;
  ms: number;
}

export interface ContourInput {
  labelMap: Digest;
  alignment: Digest;
  labelSchema: LabelSchemaName | 'unknown';
  include: number[] | null;
  exclude: number[];
  /** Missing in plans of earlier versions, as is `palette`: nothing was merged, and the map held ids. */
  merge?: Record<string, number[]>;
  palette?: LabelPaletteName | null;
  contours: ContourOptions;
  /** Only where smoothing has corners to keep: regions do not depend on landmarks otherwise. */
  corners?: { landmarks: Digest; landmarkSchema: LandmarkSchemaName };
}

export interface ContourOutput {
  regions: Digest;
  regionCount: number;
  pointCount: number;
  /** Missing in outputs of earlier versions. */
  certificate?: CertificateSummary;
  ms: number;
}

/** What the drawn borders are worth at their worst: for metrics, and for whoever looks at the run. */
export interface CertificateSummary {
  /** Of the region that keeps least of its pixels. */
  minIou: number;
  /** Label-map pixels. */
  maxDeviationPx: number;
  crossings: number;
}

export interface RenderInput {
  submissionId: string;
  alignment: Digest;
  uprightPortrait: Digest;
  uprightMediaType: string;
  regions: Digest;
  landmarks: Digest;
  landmarkSchema: LandmarkSchemaName;
  labels: LabelFinding;
  zones: ZoneName[];
  measures: boolean;
  style: StyleOptions;
  warnings: Warning[];
  /** Only where something was found. */
  found?: Digest;
  stepMs: { find?: number; decode: number; rotate: number; contour: number };
  /** An earlier try may have ended the submission, though this one is counted as the first. Missing: none can have. */
  triedBefore?: boolean;
}

export interface RenderOutput {
  svg: Digest;
  bytes: number;
  ms: number;
  /** Whether a webhook is to be told. Missing in outputs of earlier versions. */
  webhook?: boolean;
  /** Whether it was this try that ended the submission. Missing in outputs of earlier versions. */
  ended?: boolean;
}

export interface RecordEndOutput {
  /** As in RenderOutput. */
  webhook: boolean;
  ended?: boolean;
}

export interface RecordEndInput {
  submissionId: string;
  /** The run that ended: a later attempt of the same submission must not be taken for it. */
  runId: string;
  status: 'failed' | 'cancelled';
  failure: Failure | null;
}

/** What `find` is given; null where there is nothing to be found. */
export function findInput({ portrait, landmarks, options: { find } }: StepsInput): FindInput | null {
  return find === undefined ? null : { portrait, landmarks: find.landmarks ? null : landmarks, find };
}

/** The submission with what was found in place of what was left out. */
export function withFound<I extends StepsInput>(input: I, { landmarks, labelMap }: FindOutput): I {
  const { labels } = input.options;
  const options = labelMap === null ? input.options : { ...input.options, labels: { ...labels, schema: FOUND_SCHEMA, palette: null } };
  return { ...input, landmarks: landmarks ?? input.landmarks, labelMap: labelMap ?? input.labelMap, options };
}

const FOUND_SCHEMA = 'frontal-11' satisfies LabelSchemaName;

/** What the first step of all submissions is given. */
export function decodeInput({ portrait, labelMap, landmarks, options: { alignment, labels, contours } }: StepsInput): DecodeInput {
  return { portrait, labelMap, landmarks, alignment, labels, contours };
}

/** What the last step is given of the ones before it. */
export function renderInput(
  { submissionId, landmarks, options: { zones, measures, style } }: StepsInput,
  decoded: DecodeOutput,
  rotated: RotateOutput,
  contoured: ContourOutput,
  found: FindOutput | null = null,
): RenderInput {
  return {
    submissionId,
    alignment: decoded.rotate.input.alignment,
    uprightPortrait: rotated.uprightPortrait,
    uprightMediaType: rotated.mediaType,
    regions: contoured.regions,
    landmarks,
    landmarkSchema: decoded.landmarkSchema,
    labels: decoded.labels,
    zones,
    measures,
    style,
    warnings: [...(found?.warnings ?? []), ...decoded.warnings],
    ...(found && { found: found.found }),
    stepMs: { ...(found && { find: found.ms }), decode: decoded.ms, rotate: rotated.ms, contour: contoured.ms },
  };
}
