import { difference, meanPoint } from '../plane/angle.ts';
import { partsCentroid } from '../plane/ring-measure.ts';
import type { DescribedRegion } from '../face/described-region.ts';
import { type Face, type RegionPair, regionPairs } from '../face/face.ts';
import { type FaceFrame, partsInFace, toFace } from '../face/face-frame.ts';
import type { PairMeasures, PairSide, RegionMeasures } from './measures.ts';
import { intersectionOverUnion } from './shared-area.ts';

/** Of every region; offsets are null without a midline. */
export function measureRegions({ regions }: Face, frame: FaceFrame | null): RegionMeasures[] {
  return regions.map((region) => ({
    label: region.label,
    name: region.name,
    subjectSide: region.subjectSide,
    area: region.area,
    perimeter: region.perimeter,
    centroid: region.centroid,
    midlineOffset: frame === null ? null : toFace(frame, region.centroid).across,
  }));
}

/** Of every name that one region on each side has; what compares about the midline is null without one. */
export function measurePairs(face: Face, frame: FaceFrame | null): PairMeasures[] {
  return regionPairs(face).map((pair) => measurePair(pair, frame));
}

function measurePair({ name, right, left }: RegionPair, frame: FaceFrame | null): PairMeasures {
  const apart = difference(right.centroid, left.centroid);
  const about = frame === null ? null : aboutMidline(frame, right, left);
  return {
    name,
    right: sideOf(right, about?.rightDistance ?? null),
    left: sideOf(left, about?.leftDistance ?? null),
    centroid: partsCentroid([...right.parts, ...left.parts]),
    midpoint: meanPoint([right.centroid, left.centroid]),
    centroidDistance: Math.hypot(...apart),
    differences: {
      area: right.area - left.area,
      areaRatio: left.area > 0 ? right.area / left.area : null,
      midlineDistance: about === null ? null : about.rightDistance - about.leftDistance,
      height: about === null ? null : about.height,
      mirroredIou: about === null ? null : about.mirroredIou,
    },
  };
}

interface AboutMidline {
  readonly rightDistance: number;
  readonly leftDistance: number;
  readonly height: number;
  readonly mirroredIou: number | null;
}

function aboutMidline(frame: FaceFrame, right: DescribedRegion, left: DescribedRegion): AboutMidline {
  const r = toFace(frame, right.centroid);
  const l = toFace(frame, left.centroid);
  return {
    rightDistance: 0 - r.across,
    leftDistance: l.across,
    height: r.down - l.down,
    mirroredIou: intersectionOverUnion(partsInFace(frame, right.parts, true), partsInFace(frame, left.parts)),
  };
}

function sideOf(region: DescribedRegion, distance: number | null): PairSide {
  return {
    label: region.label,
    area: region.area,
    centroid: region.centroid,
    midlineDistance: distance,
  };
}
