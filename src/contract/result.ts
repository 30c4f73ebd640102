import type { Warning, ZoneName } from './options.ts';

/**
 * The answer of a submission that is done, in the spelling of the HTTP contract, as `render` stores it. The status
 * route adds what belongs to the submission and not to its content: id, status, SVG, times, expiry.
 */
export interface ResultDocument {
  /** Largest outer ring of each label, upright frame. */
  mask_contours: Record<string, Coordinates[]>;
  /** Of all coordinates but those of `alignment`. */
  frame: Frame;
  alignment: AlignmentDocument;
  labels: LabelsDocument;
  /** In the order they were sent in. */
  landmarks: Coordinates[];
  regions: RegionDocument[];
  zones: ZoneDocument[];
  /** null where they were not asked for. */
  measures: MeasuresDocument | null;
  quality: QualityDocument;
  warnings: Warning[];
  /** What Frontal found itself; left out where landmarks and label map were sent. */
  found?: FoundDocument | undefined;
}

export interface FoundDocument {
  /** null where they were sent, as is the label map. */
  landmarks: {
    model: string;
    /** How sure the less sure of detector and mesh is, 0 to 1. */
    score: number;
    /** Of the landmarks, in pixels of the portrait as it was sent. */
    box: [x: number, y: number, width: number, height: number];
    /** How many faces the portrait shows. */
    faces: number;
  } | null;
  label_map: { model: string; labels: number[] } | null;
}

/** Stored documents are upright; the other frame is answered on demand. */
export const FRAMES = ['upright', 'original'] as const;
export type Frame = (typeof FRAMES)[number];

export type Coordinates = [x: number, y: number];

export interface AlignmentDocument {
  roll_degrees: number;
  method: string;
  schema: string;
  /** Whether the landmarks are those of a mirrored face. */
  mirrored: boolean;
  spread_degrees: number;
  cues: { name: string; angle_degrees: number; weight: number }[];
  skipped: string | null;
  /** SVG's order: X = a x + c y + e, Y = b x + d y + f, original frame to upright frame. */
  matrix: number[];
  inverse: number[];
  original_size: [width: number, height: number];
  upright_size: [width: number, height: number];
  /** Label-map pixels to portrait pixels, per axis. */
  label_map_scale: [x: number, y: number];
}

/** What the label map was found to be. */
export interface LabelsDocument {
  schema: string;
  source: 'stated' | 'shape';
  /** 0 to 1. */
  confidence: number;
  runner_up: { schema: string; confidence: number } | null;
  /** Share of each group's landmarks that falls on the labels of the group; null where nothing can be said. */
  landmark_share: { eye: number | null; brow: number | null; nose: number | null; lip: number | null } | null;
}

export interface RegionDocument {
  label: number;
  name: string;
  subject_side: 'left' | 'right' | null;
  viewer_side: 'left' | 'right' | null;
  parts: { outer: Coordinates[]; holes: Coordinates[][] }[];
  /** Portrait pixels. */
  area_px: number;
  /** Outer rings and holes together. */
  perimeter_px: number;
  centroid: Coordinates;
  bbox: [x: number, y: number, width: number, height: number];
}

/** A part of the face that no label map marks, cut by the borders of the regions. */
export interface ZoneDocument extends Omit<RegionDocument, 'label' | 'name'> {
  name: ZoneName;
}

export interface QualityDocument {
  overlap_px: number;
  gap_px: number;
  crossings: number;
  points: number;
  /** What the label map lost before it was traced: to its neighbours, and to `contours.presmooth_px` before that. */
  cleaned: { parts: number; pixels: number; presmoothed_pixels: number };
  regions: Record<
    string,
    {
      iou: number;
      area_error: number;
      max_deviation_px: number;
      smoothing_drift_px: number;
      parts_kept: number;
      parts_dropped: number;
      /**
       * Intersection over union of the region's pixels in the label map as sent and after presmoothing and cleaning, which
       * everything else here is held against; 1 where they changed nothing.
       */
      map_iou: number;
    }
  >;
}

/** mm is null where nothing gives the scale. */
export interface LengthDocument {
  px: number;
  mm: number | null;
}

export interface AreaDocument {
  px2: number;
  mm2: number | null;
}

/** A length and its share in the whole that it is a part of; the share is null where the whole is not known. */
export interface ShareDocument extends LengthDocument {
  share: number | null;
}

export type MeasureSource =
  | 'skin_hair_border'
  | 'skin_border'
  | 'nose_border'
  | 'brow_regions'
  | 'eye_region'
  | 'landmark'
  | 'brow_landmarks';

export interface MeasuredPointDocument {
  point: Coordinates;
  /** What the point was taken from. */
  source: MeasureSource;
}

/** Millimetres a pixel in the plane of the irises, from their width; uncertainties are standard deviations. */
export interface ScaleDocument {
  mm_per_px: number;
  uncertainty_mm_per_px: number;
  relative_uncertainty: number;
  /** What the relative uncertainty is made of: the root of the sum of their squares. */
  relative_parts: { population: number; irises: number; circles: number };
  /** Horizontal diameter of each iris, by the subject's sides. */
  iris_px: { right: number; left: number };
  iris_mm: number;
  iris_standard_deviation_mm: number;
  source: string;
}

/** The line that left and right are compared about. */
export interface MidlineDocument {
  source: 'map' | 'landmarks';
  point: Coordinates;
  /** From forehead to chin, y down: 90 is upright. */
  angle_degrees: number;
  /** How many regions the line was fitted to; 0 where the landmarks gave it. */
  from_regions: number;
  /** Labels of regions that lie too far off the line to have any weight in it. */
  left_out: number[];
  /** Weighted root mean square distance of the fitted points from the line. */
  spread: LengthDocument | null;
  landmarks: {
    angle_degrees: number;
    angle_difference_degrees: number;
    /** Of the landmarks' line from this one at `point`, positive towards the subject's left. */
    offset: LengthDocument | null;
  } | null;
}

export interface RegionMeasuresDocument {
  label: number;
  name: string;
  subject_side: 'left' | 'right' | null;
  area: AreaDocument;
  perimeter: LengthDocument;
  centroid: Coordinates;
  /** Of the centroid from the midline, positive on the subject's left. */
  midline_offset: LengthDocument | null;
}

export interface PairSideDocument {
  label: number;
  area: AreaDocument;
  centroid: Coordinates;
  /** Of the centroid from the midline, positive on the region's own side. */
  midline_distance: LengthDocument | null;
}

/** Two regions of one name on both sides. Differences are right minus left, by the subject's sides. */
export interface PairMeasuresDocument {
  name: string;
  right: PairSideDocument;
  left: PairSideDocument;
  /** Centre of mass of both together. */
  centroid: Coordinates;
  /** Middle between the centroids of both. */
  midpoint: Coordinates;
  centroid_distance: LengthDocument;
  differences: {
    area: AreaDocument;
    /** Right over left. */
    area_ratio: number | null;
    midline_distance: LengthDocument | null;
    /** Along the midline, positive where the right one lies lower. */
    height: LengthDocument | null;
    /** Intersection over union of one side with the mirror image of the other. */
    mirrored_iou: number | null;
  };
}

/** Heights along the midline. Points lie on it. */
export interface ThirdsDocument {
  upper: ShareDocument | null;
  middle: ShareDocument | null;
  lower: ShareDocument | null;
  points: Record<'trichion' | 'brow_line' | 'subnasale' | 'menton', MeasuredPointDocument | null>;
  complete: boolean;
}

/** Widths across the midline at the height of the eyes, by the subject's sides. Points lie on that line. */
export interface FifthsDocument {
  right_side: ShareDocument | null;
  right_eye: ShareDocument | null;
  between_eyes: ShareDocument | null;
  left_eye: ShareDocument | null;
  left_side: ShareDocument | null;
  points: Record<
    'face_right' | 'eye_outer_right' | 'eye_inner_right' | 'eye_inner_left' | 'eye_outer_left' | 'face_left',
    MeasuredPointDocument | null
  >;
  complete: boolean;
}

/** Numbers alone: nothing here says what a face should be like. */
export interface MeasuresDocument {
  scale: ScaleDocument | null;
  midline: MidlineDocument | null;
  regions: RegionMeasuresDocument[];
  pairs: PairMeasuresDocument[];
  thirds: ThirdsDocument;
  fifths: FifthsDocument;
  /** Why a value is null, and where another source was taken than the usual one. */
  warnings: Warning[];
}
