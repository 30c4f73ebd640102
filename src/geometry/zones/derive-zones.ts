import type { Warning } from '../../contract/warning.ts';
import type { ZoneName } from '../../contract/names.ts';
import type { Point } from '../plane/affine.ts';
import { LANDMARK_SCHEMA_TABLES } from '../alignment/schemas/index.ts';
import type { Zone } from '../face/described-region.ts';
import { type Face, regionsNamed } from '../face/face.ts';
import { landmarkMidline } from '../face/landmark-midline.ts';
import type { Ring } from '../plane/region.ts';
import { cutHalves, cutZones, rightHalfPlane } from './cut-zones.ts';
import { describeZone } from './describe-zone.ts';
import { type FaceFrame, fromFace, toFace } from '../face/face-frame.ts';
import { readFacePoints } from './face-points.ts';
import { type FacePlan, planFace } from './face-plan.ts';
import { type StepPolygon, toParts, toSteps, union } from './step-polygon.ts';

const LIPS = ['upper_lip', 'lower_lip', 'lips'];
/** What both halves of a face are made of. */
const FACE = ['skin', 'nose', 'brow', 'eye', 'glasses', 'inner_mouth', 'mouth', 'teeth', ...LIPS];

/**
 * The zones of the face, laid out by its landmarks and cut by the borders of its regions. A zone is the same whichever
 * others are asked for with it. One that cannot be given is left out with the warning `zone_unavailable`.
 *
 * @param names zones come in this order
 */
export function deriveZones(face: Face, names: readonly ZoneName[]): { zones: Zone[]; warnings: Warning[] } {
  const zones: Zone[] = [];
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

function cutFaceInHalves(face: Face): Cut {
  const midline = landmarkMidline(face);
  if (midline === null) return noPoints(face);
  if (!has(face, ['skin'])) return NO_SKIN;
  const frame = { midline };
  const right = rightHalfPlane(farthest(face, frame)).map((point) => toPicture(frame, point));
  return { reason: null, zones: cutHalves(toSteps(right), cover(face, FACE)) };
}

function cutPlannedZones(face: Face): Cut {
  const midline = landmarkMidline(face);
  const frame = midline && { midline };
  const points = frame && readFacePoints(face.landmarks, LANDMARK_SCHEMA_TABLES[face.schema], frame);
  if (frame === null || points === null) return noPoints(face);
  if (!has(face, ['skin'])) return NO_SKIN;
  const drawn = {
    brows: has(face, ['brow']),
    eyes: has(face, ['eye']),
    nose: has(face, ['nose']),
    lips: has(face, LIPS),
  };
  const plan = planFace(points, drawn, farthest(face, frame));
  const covers = { skin: cover(face, ['skin']), skinAndNose: cover(face, ['skin', 'nose']) };
  return { reason: null, zones: cutZones(inSteps(plan, frame), covers) };
}

function noPoints({ schema }: Face): Cut {
  return { reason: `the landmarks (${schema}) have no points for it.` };
}

function inSteps(plan: FacePlan, frame: FaceFrame): Record<keyof FacePlan, StepPolygon> {
  const ring = (line: Ring): StepPolygon[number] => toSteps(line.map((point) => toPicture(frame, point)));
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

function toPicture(frame: FaceFrame, [across, down]: Point): Point {
  return fromFace(frame, { across, down });
}

function cover(face: Face, names: readonly string[]): StepPolygon {
  const parts = regionsNamed(face, names).flatMap((region) => region.parts);
  return union(parts.flatMap(({ outer, holes }) => [outer, ...holes].map(toSteps)));
}

function has(face: Face, names: readonly string[]): boolean {
  return regionsNamed(face, names).length > 0;
}

/** No corner of the face lies as far out along either of its axes. */
function farthest({ regions, landmarks }: Face, frame: FaceFrame): number {
  let far = 0;
  const include = (point: Point): void => {
    const { across, down } = toFace(frame, point);
    far = Math.max(far, Math.hypot(across, down));
  };
  for (const { parts } of regions) for (const { outer } of parts) outer.forEach(include);
  landmarks.forEach(include);
  return 2 * far + 1;
}

function isHalf(name: ZoneName): boolean {
  return name === 'half_right' || name === 'half_left';
}
