import type {
  FifthsDocument,
  MeasuredPointDocument,
  MeasuresDocument,
  MidlineDocument,
  PairMeasuresDocument,
  PairSideDocument,
  RegionMeasuresDocument,
  ScaleDocument,
  ThirdsDocument,
} from '../contract/result.ts';
import {
  type FaceMeasures,
  type Fifths,
  type MeasuredMidline,
  type MeasuredPoint,
  type PairMeasures,
  type PairSide,
  type Point,
  type RegionMeasures,
  round,
  roundPoint,
  type Scale,
  type Thirds,
} from '../geometry/index.ts';
import { roundDegrees, roundRatio, type Units, unitsOf } from './units.ts';

const SCALE_DECIMALS = 6;
/** Of pixels. */
const DECIMALS = 3;

/** Measures in the spelling of the contract: rounded, and in millimetres by the scale as it is sent. */
export function describeMeasures({ scale, midline, regions, pairs, thirds, fifths, warnings }: FaceMeasures): MeasuresDocument {
  const sent = scale && scaleDocument(scale);
  const units = unitsOf(sent?.mm_per_px ?? null);
  return {
    scale: sent,
    midline: midline && midlineDocument(midline, units),
    regions: regions.map((region) => regionMeasures(region, units)),
    pairs: pairs.map((pair) => pairMeasures(pair, units)),
    thirds: thirdsDocument(thirds, units),
    fifths: fifthsDocument(fifths, units),
    warnings: [...warnings],
  };
}

function scaleDocument(scale: Scale): ScaleDocument {
  const { population, irises, circles } = scale.relativeParts;
  return {
    mm_per_px: round(scale.mmPerPx, SCALE_DECIMALS),
    uncertainty_mm_per_px: round(scale.uncertaintyMmPerPx, SCALE_DECIMALS),
    relative_uncertainty: round(scale.relativeUncertainty, SCALE_DECIMALS),
    relative_parts: {
      population: round(population, SCALE_DECIMALS),
      irises: round(irises, SCALE_DECIMALS),
      circles: round(circles, SCALE_DECIMALS),
    },
    iris_px: { right: round(scale.irisPx.right, DECIMALS), left: round(scale.irisPx.left, DECIMALS) },
    iris_mm: scale.irisMm,
    iris_standard_deviation_mm: scale.irisStandardDeviationMm,
    source: scale.source,
  };
}

function midlineDocument({ source, point, angleDegrees, fromRegions, leftOut, spread, landmarks }: MeasuredMidline, { lengthOrNull }: Units): MidlineDocument {
  return {
    source,
    point: roundPoint(point, DECIMALS),
    angle_degrees: roundDegrees(angleDegrees),
    from_regions: fromRegions,
    left_out: [...leftOut],
    spread: lengthOrNull(spread),
    landmarks: landmarks && {
      angle_degrees: roundDegrees(landmarks.angleDegrees),
      angle_difference_degrees: roundDegrees(landmarks.angleDifferenceDegrees),
      offset: lengthOrNull(landmarks.offset),
    },
  };
}

function regionMeasures({ label, name, subjectSide, area, perimeter, centroid, midlineOffset }: RegionMeasures, units: Units): RegionMeasuresDocument {
  return {
    label,
    name,
    subject_side: subjectSide,
    area: units.area(area),
    perimeter: units.length(perimeter),
    centroid: coordinates(centroid),
    midline_offset: units.lengthOrNull(midlineOffset),
  };
}

function pairMeasures({ name, right, left, centroid, midpoint, centroidDistance, differences }: PairMeasures, units: Units): PairMeasuresDocument {
  return {
    name,
    right: pairSide(right, units),
    left: pairSide(left, units),
    centroid: coordinates(centroid),
    midpoint: coordinates(midpoint),
    centroid_distance: units.length(centroidDistance),
    differences: {
      area: units.area(differences.area),
      area_ratio: roundRatio(differences.areaRatio),
      midline_distance: units.lengthOrNull(differences.midlineDistance),
      height: units.lengthOrNull(differences.height),
      mirrored_iou: roundRatio(differences.mirroredIou),
    },
  };
}

function pairSide({ label, area, centroid, midlineDistance }: PairSide, units: Units): PairSideDocument {
  return { label, area: units.area(area), centroid: coordinates(centroid), midline_distance: units.lengthOrNull(midlineDistance) };
}

function thirdsDocument({ upper, middle, lower, points, complete }: Thirds, { share }: Units): ThirdsDocument {
  return {
    upper: share(upper),
    middle: share(middle),
    lower: share(lower),
    points: {
      trichion: pointDocument(points.trichion),
      brow_line: pointDocument(points.browLine),
      subnasale: pointDocument(points.subnasale),
      menton: pointDocument(points.menton),
    },
    complete,
  };
}

function fifthsDocument({ rightSide, rightEye, betweenEyes, leftEye, leftSide, points, complete }: Fifths, { share }: Units): FifthsDocument {
  return {
    right_side: share(rightSide),
    right_eye: share(rightEye),
    between_eyes: share(betweenEyes),
    left_eye: share(leftEye),
    left_side: share(leftSide),
    points: {
      face_right: pointDocument(points.faceRight),
      eye_outer_right: pointDocument(points.eyeOuterRight),
      eye_inner_right: pointDocument(points.eyeInnerRight),
      eye_inner_left: pointDocument(points.eyeInnerLeft),
      eye_outer_left: pointDocument(points.eyeOuterLeft),
      face_left: pointDocument(points.faceLeft),
    },
    complete,
  };
}

function pointDocument(measured: MeasuredPoint | null): MeasuredPointDocument | null {
  return measured && { point: coordinates(measured.point), source: measured.source };
}

function coordinates(point: Point): [x: number, y: number] {
  return roundPoint(point, DECIMALS);
}
