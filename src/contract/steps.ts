import type { Failure } from './failure.ts';
import type { ChosenLabels, LabelSides, PlainLabelPalette } from './label-choice.ts';
import type { LabelFinding } from './label-finding.ts';
import type { LabelFit, LabelSchemaName, LandmarkSchemaName, Orientation, ZoneName } from './names.ts';
import type { AlignmentOptions, ContourOptions, FindOptions, LabelOptions, StyleOptions, SubmissionOptions } from './options.ts';
import type { ActivityPlacement, Digest } from './run.ts';
import type { Warning } from './warning.ts';

/**
 * What workflow and activities exchange: ids, digests and small numbers only, since Temporal keeps all of it. It imports
 * types alone, so that it is safe inside the workflow sandbox.
 */

export interface ProcessSubmissionInput {
  submissionId: string;
  portrait: Digest;
  labelMap: Digest;
  landmarks: Digest;
  options: SubmissionOptions;
  /** A durable timer before the first step, for load tests. */
  delayMs: number;
  /** Decided once, at the start: a replay must find the steps where they were. */
  placement: ActivityPlacement;
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
  /** As in DecodeInput: what is found lies in the same pixels. */
  orientation?: Orientation;
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
  /** As EXIF says where it is missing. */
  orientation?: Orientation;
}

export interface DecodeOutput {
  alignment: Digest;
  /** The face that is meant, in portrait pixels. */
  landmarks: Digest;
  rollDegrees: number;
  landmarkSchema: LandmarkSchemaName;
  labelSchema: LabelSchemaName | 'unknown';
  labels: LabelFinding;
  sides: LabelSides;
  /** The map that is cut into regions, where it is not the one that was sent. */
  preparedMap: Digest | null;
  warnings: Warning[];
  /** What to do next, and what is remembered of it from an earlier submission and need not be done again. */
  rotate: Planned<RotateInput, RotateOutput>;
  contour: Planned<ContourInput, ContourOutput>;
  ms: number;
}

/** A step that follows: what it will be given, and its output where that is known, which then took no time. */
export interface Planned<I, O> {
  input: I;
  remembered: O | null;
}

export interface RotateInput {
  portrait: Digest;
  alignment: Digest;
  /** Only where the portrait's EXIF orientation is not applied. */
  orientation?: 'stored';
}

export interface RotateOutput {
  uprightPortrait: Digest;
  mediaType: string;
  bytes: number;
  ms: number;
}

export interface ContourInput extends ChosenLabels {
  /** The one that was sent, or what `decode` made of it; then there is no palette. */
  labelMap: Digest;
  alignment: Digest;
  labelSchema: LabelSchemaName | 'unknown';
  sides: LabelSides;
  fit: LabelFit;
  palette: PlainLabelPalette | null;
  contours: ContourOptions;
  /** Only where smoothing has corners to keep: regions do not depend on landmarks otherwise. */
  corners?: { landmarks: Digest; landmarkSchema: LandmarkSchemaName };
}

export interface ContourOutput {
  regions: Digest;
  regionCount: number;
  pointCount: number;
  certificate: CertificateSummary;
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
  /** A FoundDocument; only where something was found. */
  found?: Digest;
  stepMs: { find?: number; decode: number; rotate: number; contour: number };
  /** An earlier attempt may have ended the submission, though this one is counted as the first. */
  attemptedBefore: boolean;
}

export interface RenderOutput {
  svg: Digest;
  bytes: number;
  ms: number;
  /** Whether a webhook is to be told. */
  webhook: boolean;
  /** Whether it was this attempt that ended the submission. */
  ended: boolean;
}

export interface RecordEndOutput {
  /** As in RenderOutput. */
  webhook: boolean;
  ended: boolean;
}

export interface RecordEndInput {
  submissionId: string;
  /** The run that ended: a later attempt of the same submission must not be taken for it. */
  runId: string;
  status: 'failed' | 'cancelled';
  failure: Failure | null;
}

/** What `find` is given; null where there is nothing to be found. */
export function findInput({ portrait, landmarks, options: { find, orientation } }: StepsInput): FindInput | null {
  if (find === undefined) return null;
  return { portrait, landmarks: find.landmarks ? null : landmarks, find, ...(orientation && { orientation }) };
}

/** The submission with what was found in place of what was left out. */
export function withFound<I extends StepsInput>(input: I, { landmarks, labelMap }: Pick<FindOutput, 'landmarks' | 'labelMap'>): I {
  const { labels } = input.options;
  const options = labelMap === null ? input.options : { ...input.options, labels: { ...labels, schema: FOUND_SCHEMA, palette: null } };
  return { ...input, landmarks: landmarks ?? input.landmarks, labelMap: labelMap ?? input.labelMap, options };
}

const FOUND_SCHEMA = 'frontal-11' satisfies LabelSchemaName;

/** What the first step of all submissions is given. */
export function decodeInput({ portrait, labelMap, landmarks, options }: StepsInput): DecodeInput {
  const { alignment, labels, contours, orientation } = options;
  return { portrait, labelMap, landmarks, alignment, labels, contours, ...(orientation && { orientation }) };
}

export interface StepsBefore {
  /** null where nothing was left out. */
  readonly found: FindOutput | null;
  readonly decoded: DecodeOutput;
  readonly rotated: RotateOutput;
  readonly contoured: ContourOutput;
}

/** What the last step is given of the ones before it. */
export function renderInput(
  { submissionId, options: { zones, measures, style } }: StepsInput,
  { found, decoded, rotated, contoured }: StepsBefore,
  attemptedBefore = false,
): RenderInput {
  return {
    submissionId,
    alignment: decoded.rotate.input.alignment,
    uprightPortrait: rotated.uprightPortrait,
    uprightMediaType: rotated.mediaType,
    regions: contoured.regions,
    landmarks: decoded.landmarks,
    landmarkSchema: decoded.landmarkSchema,
    labels: decoded.labels,
    zones,
    measures,
    style,
    warnings: [...(found?.warnings ?? []), ...decoded.warnings],
    ...(found && { found: found.found }),
    stepMs: { ...(found && { find: found.ms }), decode: decoded.ms, rotate: rotated.ms, contour: contoured.ms },
    attemptedBefore,
  };
}
