import type { Warning } from '../../contract/warning.ts';
import type { SubjectSide } from '../labels/label-schema.ts';
import type { Point } from '../plane/affine.ts';

/** What was taken for a place on the face. */
export type PlaceSource =
  | 'skin_hair_border'
  | 'skin_border'
  | 'nose_border'
  | 'brow_regions'
  | 'eye_region'
  | 'landmark'
  | 'brow_landmarks';

export interface MeasuredPoint {
  readonly point: Point;
  readonly source: PlaceSource;
}

/** A length in pixels and its share in the whole that it is a part of; the share is null where the whole is not known. */
export interface Share {
  readonly px: number;
  readonly share: number | null;
}

/** Millimetres a pixel in the plane of the irises, from their width; uncertainties are standard deviations. */
export interface Scale {
  readonly mmPerPx: number;
  readonly uncertaintyMmPerPx: number;
  readonly relativeUncertainty: number;
  /** What the relative uncertainty is made of: the root of the sum of their squares. */
  readonly relativeParts: { readonly population: number; readonly irises: number; readonly circles: number };
  /** Horizontal diameter of each iris, by the subject's sides. */
  readonly irisPx: { readonly right: number; readonly left: number };
  readonly irisMm: number;
  readonly irisStandardDeviationMm: number;
  readonly source: string;
}

/** The line that left and right are compared about. Lengths in pixels. */
export interface MeasuredMidline {
  readonly source: 'map' | 'landmarks';
  readonly point: Point;
  /** From forehead to chin, y down: 90 is upright. */
  readonly angleDegrees: number;
  /** How many regions the line was fitted to; 0 where the landmarks gave it. */
  readonly fromRegions: number;
  /** Labels of regions that lie too far off the line to have any weight in it. */
  readonly leftOut: readonly number[];
  /** Weighted root mean square distance of the fitted points from the line. */
  readonly spread: number | null;
  readonly landmarks: {
    readonly angleDegrees: number;
    readonly angleDifferenceDegrees: number;
    /** Of the landmarks' line from this one at `point`, positive towards the subject's left. */
    readonly offset: number | null;
  } | null;
}

/** Pixels and their squares. */
export interface RegionMeasures {
  readonly label: number;
  readonly name: string;
  readonly subjectSide: SubjectSide | null;
  readonly area: number;
  readonly perimeter: number;
  readonly centroid: Point;
  /** Of the centroid from the midline, positive on the subject's left. */
  readonly midlineOffset: number | null;
}

export interface PairSide {
  readonly label: number;
  readonly area: number;
  readonly centroid: Point;
  /** Of the centroid from the midline, positive on the region's own side. */
  readonly midlineDistance: number | null;
}

/** Two regions of one name on both sides. Differences are right minus left, by the subject's sides; pixels. */
export interface PairMeasures {
  readonly name: string;
  readonly right: PairSide;
  readonly left: PairSide;
  /** Centre of mass of both together. */
  readonly centroid: Point;
  /** Middle between the centroids of both. */
  readonly midpoint: Point;
  readonly centroidDistance: number;
  readonly differences: {
    readonly area: number;
    /** Right over left. */
    readonly areaRatio: number | null;
    readonly midlineDistance: number | null;
    /** Along the midline, positive where the right one lies lower. */
    readonly height: number | null;
    /** Intersection over union of one side with the mirror image of the other. */
    readonly mirroredIou: number | null;
  };
}

/** Heights along the midline. Points lie on it. */
export interface Thirds {
  readonly upper: Share | null;
  readonly middle: Share | null;
  readonly lower: Share | null;
  readonly points: Readonly<Record<'trichion' | 'browLine' | 'subnasale' | 'menton', MeasuredPoint | null>>;
  readonly complete: boolean;
}

/** Widths across the midline at the height of the eyes, by the subject's sides. Points lie on that line. */
export interface Fifths {
  readonly rightSide: Share | null;
  readonly rightEye: Share | null;
  readonly betweenEyes: Share | null;
  readonly leftEye: Share | null;
  readonly leftSide: Share | null;
  readonly points: Readonly<Record<
    'faceRight' | 'eyeOuterRight' | 'eyeInnerRight' | 'eyeInnerLeft' | 'eyeOuterLeft' | 'faceLeft',
    MeasuredPoint | null
  >>;
  readonly complete: boolean;
}

/** Numbers alone: nothing here says what a face should be like. */
export interface FaceMeasures {
  readonly scale: Scale | null;
  readonly midline: MeasuredMidline | null;
  readonly regions: readonly RegionMeasures[];
  readonly pairs: readonly PairMeasures[];
  readonly thirds: Thirds;
  readonly fifths: Fifths;
  /** Why a value is null, and where another source was taken than the usual one. */
  readonly warnings: readonly Warning[];
}
