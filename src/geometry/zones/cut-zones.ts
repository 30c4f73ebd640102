import type { Path64 } from 'clipper2-ts';
import type { ZoneName } from '../../contract/names.ts';
import type { Ring } from '../plane/region.ts';
import type { FacePlan } from './face-plan.ts';
import { nodeRings } from './node-rings.ts';
import { intersection, type StepPolygon, union, without } from './step-polygon.ts';

export type HalfName = 'half_right' | 'half_left';
export type PlannedName = Exclude<ZoneName, HalfName>;

export interface Covers {
  readonly skin: StepPolygon;
  /** The bridge of the nose lies on whichever of both a label map draws there. */
  readonly skinAndNose: StepPolygon;
}

/**
 * Cuts every zone of the plan out of what the map draws. Disjoint whatever the plan: each zone is taken off all that
 * could lie over it, which in a plan of a real face only takes off what lies beyond their common border.
 *
 * @param plan in steps
 */
export function cutZones(plan: Readonly<Record<keyof FacePlan, readonly Path64[]>>, covers: Covers): Record<PlannedName, StepPolygon> {
  const names = Object.keys(plan) as (keyof FacePlan)[];
  const noded = nodeRings(names.flatMap((name) => plan[name]), [...covers.skin, ...covers.skinAndNose]);
  const cells = new Map<keyof FacePlan, StepPolygon[]>();
  let next = 0;
  // A line that jittered landmarks knot up is made one with proper holes, as the others are.
  for (const name of names) cells.set(name, plan[name].map(() => union([noded.plan[next++]!])));
  const of = (name: keyof FacePlan): StepPolygon => cells.get(name)![0]!;
  const pair = (name: keyof FacePlan): StepPolygon[] => cells.get(name)!;
  const skin = union(noded.map.slice(0, covers.skin.length));
  const skinAndNose = union(noded.map.slice(covers.skin.length));

  const brows = of('aboveBrows');
  const bridge = without(of('bridge'), brows);
  const taken = union([...brows, ...bridge]);
  const right = without(pair('lateral')[0]!, taken);
  const left = without(pair('lateral')[1]!, union([...taken, ...right]));
  const underEyes = [right, left].map((lateral, s) => intersection(pair('underEye')[s]!, lateral));
  const cheeks = [right, left].map((lateral, s) =>
    without(intersection(intersection(lateral, pair('belowEye')[s]!), of('insideJaw')), underEyes[s]!),
  );
  const aside = union([...taken, ...right, ...left]);
  const philtrum = without(of('philtrum'), aside);
  const chin = without(intersection(of('belowSulcus'), of('insideJaw')), union([...aside, ...philtrum]));
  return {
    forehead: intersection(brows, skin),
    under_eye_right: intersection(underEyes[0]!, skin),
    under_eye_left: intersection(underEyes[1]!, skin),
    cheek_right: intersection(cheeks[0]!, skin),
    cheek_left: intersection(cheeks[1]!, skin),
    nose_bridge: intersection(bridge, skinAndNose),
    philtrum: intersection(philtrum, skin),
    chin: intersection(chin, skin),
  };
}

/** @param right the plane on the subject's right of the midline, in steps */
export function cutHalves(right: Path64, face: StepPolygon): Record<HalfName, StepPolygon> {
  const noded = nodeRings([right], face);
  return { half_right: intersection(noded.map, noded.plan), half_left: without(noded.map, noded.plan) };
}

/** The plane on the subject's right, in the frame of the face. */
export function rightHalfPlane(far: number): Ring {
  return [[0, -far], [0, far], [-far, far], [-far, -far]];
}
