import type { LandmarkSchemaName, Warning, ZoneName } from '../../contract.ts';
import type { RegionDocument, ZoneDocument } from '../../result-document.ts';
import type { Point } from '../affine.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import type { Ring } from '../regions/region.ts';
import { cutHalves, cutZones, rightHalfPlane } from './cut-zones.ts';
import { describeZone } from './describe-zone.ts';
import { type FaceFrame, fitFaceFrame } from './face-frame.ts';
import { readFacePoints } from './face-points.ts';
import { type FacePlan, layOutFace } from './face-plan.ts';
import { type StepPolygon, toParts, toSteps, union } from './step-polygon.ts';

/** Regions as they are sent, and landmarks in the same frame. */
export interface ZonedFace {
  readonly regions: readonly RegionDocument[];
  readonly landmarks: readonly Point[];
  readonly schema: LandmarkSchemaName;
}

const LIPS = ['upper_lip', 'lower_lip', 'lips'];
/** What both halves of a face are made of. */
const FACE = ['skin', 'nose', 'brow', 'eye', 'glasses', 'inner_mouth', 'mouth', 'teeth', ...LIPS];

/**
 * The zones of the face, laid out by its landmarks and cut by the borders of its regions. A zone is the same whichever
 * others are asked for with it. One that cannot be given is left out with the warning `zone_unavailable`.
 *
 * @param names zones come in this order
 */
export function deriveZones(face: ZonedFace, names: readonly ZoneName[]): { zones: ZoneDocument[]; warnings: Warning[] } {
  const zones: ZoneDocument[] = [];
  const warnings: Warning[] = [];
  const halves = names.some(isHalf) ? cutFaceInHalves(face) : NOTHING;
  const planned = names.every(isHalf) ? NOTHING : cutPlannedZones(face);
  for (const name of names) {
    const cut = isHalf(name) ? halves : planned;
    const zone = cut.reason === null ? describeZone(name, toParts(cut.zones[name] ?? [])) : null;
    if (zone !== null) zones.push(zone);
    else warnings.push({ code: 'zone_unavailable', detail: `The zone ${name} is left out: ${cut.reason ?? 'the regions leave nothing of it.'}` });
  }
  return { zones, warnings };
}

type Cut =
  | { readonly reason: null; readonly zones: Readonly<Partial<Record<ZoneName, StepPolygon>>> }
  | { readonly reason: string };

const NOTHING: Cut = { reason: null, zones: {} };
const NO_SKIN: Cut = { reason: 'no region has the name skin.' };

function cutFaceInHalves({ regions, landmarks, schema }: ZonedFace): Cut {
  const frame = fitFaceFrame(landmarks, LANDMARK_SCHEMA_TABLES[schema]);
  if (frame === null) return unknownTo(schema);
  if (!has(regions, ['skin'])) return NO_SKIN;
  const right = rightHalfPlane(farthest(regions, landmarks, frame)).map(frame.toPicture);
  return { reason: null, zones: cutHalves(toSteps(right), cover(regions, FACE)) };
}

function cutPlannedZones({ regions, landmarks, schema }: ZonedFace): Cut {
  const table = LANDMARK_SCHEMA_TABLES[schema];
  const frame = fitFaceFrame(landmarks, table);
  const points = frame === null ? null : readFacePoints(landmarks, table, frame);
  if (frame === null || points === null) return unknownTo(schema);
  if (!has(regions, ['skin'])) return NO_SKIN;
  const drawn = {
    brows: has(regions, ['brow']),
    eyes: has(regions, ['eye', 'glasses']),
    nose: has(regions, ['nose']),
    lips: has(regions, LIPS),
  };
  const plan = layOutFace(points, drawn, farthest(regions, landmarks, frame));
  const covers = { skin: cover(regions, ['skin']), skinAndNose: cover(regions, ['skin', 'nose']) };
  return { reason: null, zones: cutZones(inSteps(plan, frame), covers) };
}

function unknownTo(schema: LandmarkSchemaName): Cut {
  return { reason: `the landmark schema ${schema} has no points for it.` };
}

function inSteps(plan: FacePlan, frame: FaceFrame): Record<keyof FacePlan, StepPolygon> {
  const ring = (line: Ring): StepPolygon[number] => toSteps(line.map(frame.toPicture));
  return {
    aboveBrows: [ring(plan.aboveBrows)],
    bridge: [ring(plan.bridge)],
    lateral: plan.lateral.map(ring),
    belowEye: plan.belowEye.map(ring),
    underEye: plan.underEye.map(ring),
    philtrum: [ring(plan.philtrum)],
    belowSulcus: [ring(plan.belowSulcus)],
    insideJaw: [ring(plan.insideJaw)],
  };
}

function cover(regions: readonly RegionDocument[], names: readonly string[]): StepPolygon {
  const parts = regions.filter(({ name }) => names.includes(name)).flatMap((region) => region.parts);
  return union(parts.flatMap(({ outer, holes }) => [outer, ...holes].map(toSteps)));
}

function has(regions: readonly RegionDocument[], names: readonly string[]): boolean {
  return regions.some(({ name, parts }) => names.includes(name) && parts.length > 0);
}

/** No corner of the face lies as far out along either of its axes. */
function farthest(regions: readonly RegionDocument[], landmarks: readonly Point[], frame: FaceFrame): number {
  let far = 0;
  const include = (point: Point): void => {
    far = Math.max(far, Math.hypot(...frame.toFace(point)));
  };
  for (const { parts } of regions) for (const { outer } of parts) outer.forEach(include);
  landmarks.forEach(include);
  return 2 * far + 1;
}

function isHalf(name: ZoneName): boolean {
  return name === 'half_right' || name === 'half_left';
}
