import type { PairMeasuresDocument, PairSideDocument, RegionDocument, RegionMeasuresDocument } from '../../contract/result.ts';
import { difference, meanPoint } from '../plane/angle.ts';
import { partsCentroid } from '../plane/ring-measure.ts';
import { roundPoint } from '../plane/rounding.ts';
import { type Face, type RegionPair, regionPairs } from '../face/face.ts';
import { type FaceFrame, partsInFace, toFace } from '../face/face-frame.ts';
import { intersectionOverUnion } from './shared-area.ts';
import { roundRatio, type Units } from './units.ts';

/** Of every region; offsets are null without a midline. */
export function measureRegions({ regions }: Face, frame: FaceFrame | null, units: Units): RegionMeasuresDocument[] {
  return regions.map((region) => ({
    label: region.label,
    name: region.name,
    subject_side: region.subject_side,
    area: units.area(region.area_px),
    perimeter: units.length(region.perimeter_px),
    centroid: [...region.centroid],
    midline_offset: frame === null ? null : units.length(toFace(frame, region.centroid).across),
  }));
}

/** Of every name that one region on each side has; what compares about the midline is null without one. */
export function measurePairs(face: Face, frame: FaceFrame | null, units: Units): PairMeasuresDocument[] {
  return regionPairs(face).map((pair) => measurePair(pair, frame, units));
}

function measurePair({ name, right, left }: RegionPair, frame: FaceFrame | null, units: Units): PairMeasuresDocument {
  const apart = difference(right.centroid, left.centroid);
  const about = frame === null ? null : aboutMidline(frame, right, left);
  return {
    name,
    right: sideOf(right, about?.rightDistance ?? null, units),
    left: sideOf(left, about?.leftDistance ?? null, units),
    centroid: roundPoint(partsCentroid([...right.parts, ...left.parts]), 3),
    midpoint: roundPoint(meanPoint([right.centroid, left.centroid]), 3),
    centroid_distance: units.length(Math.hypot(...apart)),
    differences: {
      area: units.area(right.area_px - left.area_px),
      area_ratio: left.area_px > 0 ? roundRatio(right.area_px / left.area_px) : null,
      midline_distance: about === null ? null : units.length(about.rightDistance - about.leftDistance),
      height: about === null ? null : units.length(about.height),
      mirrored_iou: about === null || about.mirroredIou === null ? null : roundRatio(about.mirroredIou),
    },
  };
}

interface AboutMidline {
  readonly rightDistance: number;
  readonly leftDistance: number;
  readonly height: number;
  readonly mirroredIou: number | null;
}

function aboutMidline(frame: FaceFrame, right: RegionDocument, left: RegionDocument): AboutMidline {
  const r = toFace(frame, right.centroid);
  const l = toFace(frame, left.centroid);
  return {
    rightDistance: 0 - r.across,
    leftDistance: l.across,
    height: r.down - l.down,
    mirroredIou: intersectionOverUnion(partsInFace(frame, right.parts, true), partsInFace(frame, left.parts)),
  };
}

function sideOf(region: RegionDocument, distance: number | null, units: Units): PairSideDocument {
  return {
    label: region.label,
    area: units.area(region.area_px),
    centroid: [...region.centroid],
    midline_distance: distance === null ? null : units.length(distance),
  };
}
