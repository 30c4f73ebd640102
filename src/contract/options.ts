/**
 * What the API, the workflow and the worker agree on. Imports nothing, so that it is safe inside the workflow sandbox.
 *
 * Options keep the spelling of the HTTP contract all the way down: what the Temporal UI shows as the workflow's input
 * is then what the API's documentation describes.
 */

/** Raised whenever the same input would give other bytes; part of every id and every step key. */
export const ENGINE_VERSION = '4';

export const TASK_QUEUE = 'frontal';
export const WORKFLOW_TYPE = 'processSubmission';
export const PROGRESS_QUERY = 'progress';

/** Custom search attributes, both of the type Keyword. They hold no personal data: codecs never encrypt them. */
export const SEARCH_ATTRIBUTES = { status: 'FrontalStatus', labelSchema: 'FrontalLabelSchema' } as const;

/** SHA-256 of an artifact's bytes, 64 lower-case hex digits. */
export type Digest = string;

export const STEPS_OF_ALL = ['decode', 'rotate', 'contour', 'render'] as const;
/** `find` is a step of those submissions alone that leave something to be found. */
export const STEPS = ['find', ...STEPS_OF_ALL] as const;
export type Step = (typeof STEPS)[number];

export const ENDED_STATUSES = ['done', 'failed', 'cancelled'] as const;
export type EndedStatus = (typeof ENDED_STATUSES)[number];
export type Status = 'pending' | 'processing' | EndedStatus;

/** Where the steps of a run are worked on: see workflows/place-steps.ts. */
export const ACTIVITY_PLACEMENTS = ['task-queue', 'local'] as const;
export type ActivityPlacement = (typeof ACTIVITY_PLACEMENTS)[number];

export const ALIGNMENT_METHODS = ['auto', 'eyes', 'first-two', 'none'] as const;
export type AlignmentMethod = (typeof ALIGNMENT_METHODS)[number];

export const LANDMARK_SCHEMAS = [
  'mediapipe-478',
  'mediapipe-468',
  'ibug-68',
  'wflw-98',
  'lapa-106',
  'insightface-106',
  'coco-wholebody-133',
  'five-point',
  'dlib-5',
  'two-point',
] as const;
export type LandmarkSchemaName = (typeof LANDMARK_SCHEMAS)[number];

export const CANVASES = ['expand', 'keep', 'crop'] as const;
export type Canvas = (typeof CANVASES)[number];

export const LABEL_SCHEMAS = [
  'lapa-11',
  'frontal-11',
  'ibugmask-14',
  'mt-14',
  'celebamask-19',
  'celebamask-19-list1',
  'bisenet-19',
  'segformer-19',
  'facer-19',
  'easyportrait-9',
  'mediapipe-6',
] as const;
export type LabelSchemaName = (typeof LABEL_SCHEMAS)[number];

/** Colours that published tools paint label maps in: each names the label schema that its colours stand for. */
export const LABEL_PALETTES = ['lapa-11', 'celebamask-19', 'bisenet-19'] as const satisfies readonly LabelSchemaName[];
export type LabelPaletteName = (typeof LABEL_PALETTES)[number];

/** Parts of a face that no label map marks; left and right are the subject's. */
export const ZONES = [
  'forehead',
  'under_eye_right',
  'under_eye_left',
  'cheek_right',
  'cheek_left',
  'nose_bridge',
  'philtrum',
  'chin',
  'half_right',
  'half_left',
] as const;
export type ZoneName = (typeof ZONES)[number];

export interface AlignmentOptions {
  method: AlignmentMethod;
  /** null: by the number of landmarks, then by their shape. */
  schema: LandmarkSchemaName | null;
  canvas: Canvas;
  /** What `crop` leaves around the face, as a share of the longer side of its box. */
  margin: number;
}

export interface LabelOptions {
  /** null: found by shape. */
  schema: LabelSchemaName | null;
  /** null: every label but the background 0. */
  include: number[] | null;
  exclude: number[];
  /** Labels that become one region under a name; it has the smallest label of them. */
  merge: Record<string, number[]>;
  /** null: the map holds ids. */
  palette: LabelPaletteName | null;
}

export const DETAIL_PRESETS = ['measure', 'balanced', 'editable'] as const;

/** How much of the traced borders is kept: a preset, a largest deviation, a budget of points, or a least fidelity. */
export type DetailOption =
  | (typeof DETAIL_PRESETS)[number]
  | { tolerance_px: number }
  | { max_points: number }
  | { min_iou: number };

export interface ContourOptions {
  detail: DetailOption;
  /** 0 to 1. */
  smoothing: number;
  min_part_px: number;
  /** Sigma, in label-map pixels, of the blur that each label's mask gets before the strongest label wins; 0 for none. */
  presmooth_px: number;
}

export interface RegionStyle {
  fill?: string;
  fill_opacity?: number;
  stroke?: string;
  stroke_width?: number;
  /** Lengths of dashes and gaps in pixels, as SVG writes them; null draws a solid line. */
  dash?: string | null;
}

/** Looks of a drawing: each gives every value that a client leaves open. */
export const THEMES = ['consultation', 'annotation', 'print', 'high-contrast', 'colour-blind-safe'] as const;
export type ThemeName = (typeof THEMES)[number];

/** What is not stated comes from the theme. */
export interface StyleOptions {
  /** `consultation` where none is stated. */
  theme?: ThemeName;
  fill_opacity?: number;
  stroke?: string;
  stroke_width?: number;
  dash?: string | null;
  labels?: 'none' | 'numbers' | 'names';
  portrait?: 'embed' | 'none';
  /** Draws the landmarks, in the upright frame. */
  landmarks?: boolean;
  /** Draws the fitted midline and the line through the eyes. */
  axes?: boolean;
  regions: Record<string, RegionStyle>;
}

/** What is left to be found, and how. Part of the options, and so of the id: other models are another submission. */
export interface FindOptions {
  landmarks: boolean;
  label_map: boolean;
  /** Of the faces by size, 0 the largest. */
  face: number;
  /** 0 to 1. */
  least_score: number;
  /** Names what finds: its code, and the bytes of its models. */
  finder: string;
}

/** A submission's options with every default filled in. */
export interface SubmissionOptions {
  alignment: AlignmentOptions;
  labels: LabelOptions;
  contours: ContourOptions;
  style: StyleOptions;
  zones: ZoneName[];
  measures: boolean;
  /** Left out where landmarks and label map were sent. */
  find?: FindOptions;
}

export interface Warning {
  code: string;
  detail: string;
}

/** Milliseconds each step took; 0 for a step that was remembered. Kept in the row: they are no part of the result. */
export type StepTimings = Record<(typeof STEPS_OF_ALL)[number], number> & { find?: number };

export interface Failure {
  code: string;
  detail: string;
  step: Step | null;
}

/** Answer of the workflow's `progress` query. */
export interface Progress {
  status: Status;
  /** The step that runs now; of two parallel ones the one named first in STEPS. */
  step: Step | null;
  /** Ended steps' share of all, 0 to 1. */
  progress: number;
  started_at: string;
}

/** What the label map was found to be. No coordinates: it passes through Temporal. */
export interface LabelFinding {
  schema: LabelSchemaName | 'unknown';
  source: 'stated' | 'shape';
  /**
   * 0 to 1; 0 for `unknown`. Above one half every part lies where a face has it; how far above is what share of a face
   * the map shows.
   */
  confidence: number;
  /** The next best schema, whose confidence can be near where two schemas share their numbers. */
  runnerUp: { schema: LabelSchemaName; confidence: number } | null;
  /** Of each group's landmarks the share that falls on the labels the schema gives the group; null where it has none. */
  landmarkShare: LandmarkShare | null;
}

export interface LandmarkShare {
  eye: number | null;
  brow: number | null;
  nose: number | null;
  lip: number | null;
}
