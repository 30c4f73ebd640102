import type { Warning, ZoneName } from './contract.ts';

/**
 * The answer of a submission that is done, in the spelling of the HTTP contract, as `render` stores it. The status
 * route adds what belongs to the submission and not to its content: id, status, SVG, times, expiry.
 */
export interface ResultDocument {
  /** Largest outer ring of each label, upright frame. */
  mask_contours: Record<string, Coordinates[]>;
  frame: 'upright';
  alignment: AlignmentDocument;
  regions: RegionDocument[];
  quality: QualityDocument;
  warnings: Warning[];
}

export type Coordinates = [x: number, y: number];

export interface AlignmentDocument {
  roll_degrees: number;
  method: string;
  schema: string;
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
  cleaned: { parts: number; pixels: number };
  regions: Record<
    string,
    { iou: number; area_error: number; max_deviation_px: number; parts_kept: number; parts_dropped: number }
  >;
}
