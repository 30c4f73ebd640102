import type { Point } from '../plane/affine.ts';
import { meanPoint } from '../plane/angle.ts';
import type { Ring } from '../plane/region.ts';
import type { BothSides, FacePoints } from './face-points.ts';

/** Parts that the label map draws: there its borders bound the zones, and the plan runs on below them. */
export interface DrawnParts {
  readonly brows: boolean;
  readonly eyes: boolean;
  readonly nose: boolean;
  readonly lips: boolean;
}

/** Areas of the plane of a face, in its own frame, from which the zones are put together. */
export interface FacePlan {
  /** Above the line through both brows and the nasion. */
  readonly aboveBrows: Ring;
  /** Back of the nose from the nasion to where its tip begins. */
  readonly bridge: Ring;
  /** Outward of the nose, of the nasolabial line, and of the line from the corner of the mouth to the jaw. */
  readonly lateral: BothSides<Ring>;
  /** Below the lower lid, and below the line from the outer corner of the eye to the side of the face. */
  readonly belowEye: BothSides<Ring>;
  /** Between the lower lid and the orbital rim. */
  readonly underEye: BothSides<Ring>;
  readonly philtrum: Ring;
  /** Below the mentolabial sulcus. */
  readonly belowSulcus: Ring;
  /** Above the lower border of the mandible and between both sides of the face. */
  readonly insideJaw: Ring;
}

// Shares of distances between landmarks; docs/zones.md has their reasons.

/** Of the way from the brow to the eye: inside of the brow, whose border then is the border. */
const BROW_DEPTH = 0.15;
/** The bridge ends where the tip of the nose begins, seen from nasion to tip. */
const BRIDGE_LENGTH = 2 / 3;
/** The orbital rim, between the line of the eye and the wings of the nose. */
const RIM_DEPTH = 1 / 3;
/** Columns of the philtrum, between middle and wing of the nose, and between middle and corner of the mouth. */
const PHILTRUM_TOP = 0.3;
const PHILTRUM_BOTTOM = 0.25;
/** Sublabiale, between labiale inferius and menton. */
const SULCUS = 0.25;
/** Of the height from nose to chin: how far skin beyond the outline of the landmarks is still the face's. */
const JAW_MARGIN = 0.1;

const SIDES = [0, 1] as const;

/** @param far no part of the face lies beyond -far to far on either axis */
export function planFace(face: FacePoints, drawn: DrawnParts, far: number): FacePlan {
  const bridgeTop = bothSides((s) => between(face.nasion, face.eyeInner[s], 0.5));
  const noseSide = bothSides((s) => (drawn.nose ? between(face.noseTip, face.alare[s], 0.5) : face.alare[s]));
  const bridgeEnd = bothSides((s) => between(bridgeTop[s], noseSide[s], BRIDGE_LENGTH));
  const lids = bothSides((s) => [face.eyeInner[s], ...(drawn.eyes ? [] : face.lowerLid[s]), face.eyeOuter[s]]);
  return {
    aboveBrows: aboveBrows(face, drawn, far),
    bridge: [face.nasion, bridgeTop[0], bridgeEnd[0], bridgeEnd[1], bridgeTop[1]],
    lateral: bothSides((s) => [
      [bridgeTop[s][0], -far],
      bridgeTop[s],
      bridgeEnd[s],
      noseSide[s],
      ...(drawn.nose ? [face.alare[s]] : []),
      face.cheilion[s],
      towardsJaw(face, face.cheilion[s], far),
      [outward(s) * far, far],
      [outward(s) * far, -far],
    ]),
    belowEye: bothSides((s) => {
      const other = face.eyeInner[1 - s as 0 | 1];
      return [
        [-outward(s) * far, other[1]],
        other,
        ...lids[s],
        face.side[s],
        [outward(s) * far, face.side[s][1]],
        [outward(s) * far, far],
        [-outward(s) * far, far],
      ];
    }),
    underEye: bothSides((s) => underEye(face, lids[s], s)),
    philtrum: philtrum(face, drawn),
    belowSulcus: belowSulcus(face, far),
    insideJaw: insideJaw(face, far),
  };
}

function aboveBrows(face: FacePoints, { brows }: DrawnParts, far: number): Ring {
  const [right, left] = bothSides((s) => {
    const [outer, peak, inner] = [face.browOuter[s], face.browPeak[s], face.browInner[s]];
    const depth = brows ? BROW_DEPTH * Math.max(0, face.eyeCentre[s][1] - (peak[1] + inner[1]) / 2) : 0;
    return [outer, below(peak, depth), below(inner, depth)];
  });
  return [[-far, right[0]![1]], ...right, face.nasion, ...left.toReversed(), [far, left[0]![1]], [far, -far], [-far, -far]];
}

function underEye(face: FacePoints, lid: readonly Point[], s: 0 | 1): Ring {
  const [inner, outer, other] = [face.eyeInner[s], face.eyeOuter[s], face.eyeInner[1 - s as 0 | 1]];
  const rim = RIM_DEPTH * Math.max(0, face.alare[s][1] - (inner[1] + outer[1]) / 2);
  return [other, ...lid, below(outer, rim / 2), below(between(outer, inner, 0.25), rim), below(inner, rim), below(other, rim)];
}

/** Reaches into the nose and into the lips where they are drawn. */
function philtrum(face: FacePoints, { nose, lips }: DrawnParts): Ring {
  const { subnasale, labialeSuperius, stomion } = face;
  const height = Math.max(0, labialeSuperius[1] - subnasale[1]);
  const tops = bothSides((s): Point => [between(subnasale, face.alare[s], PHILTRUM_TOP)[0], subnasale[1]]);
  const bottoms = bothSides((s) => between(labialeSuperius, face.cheilion[s], PHILTRUM_BOTTOM));
  const above = nose ? tops.map((point) => below(point, -height / 2)) : [];
  const lip = Math.max(0, stomion[1] - labialeSuperius[1]);
  const beneath = lips ? bottoms.map((point) => below(point, lip / 2)) : [labialeSuperius];
  return [...above.slice(0, 1), tops[0], bottoms[0], ...beneath, bottoms[1], tops[1], ...above.slice(1)];
}

function belowSulcus({ labialeInferius, menton, cheilion: [right, left] }: FacePoints, far: number): Ring {
  const [u, v] = between(labialeInferius, menton, SULCUS);
  const slope = left[0] > right[0] ? (left[1] - right[1]) / (left[0] - right[0]) : 0;
  return [[-far, v + slope * (-far - u)], [far, v + slope * (far - u)], [far, far], [-far, far]];
}

function insideJaw({ jaw, subnasale, menton }: FacePoints, far: number): Ring {
  const centre = meanPoint(jaw);
  const margin = JAW_MARGIN * Math.hypot(menton[0] - subnasale[0], menton[1] - subnasale[1]);
  const line = jaw.map((point) => {
    const distance = Math.hypot(point[0] - centre[0], point[1] - centre[1]);
    return distance > 0 ? between(centre, point, 1 + margin / distance) : point;
  });
  return [[line[0]![0], -far], ...line, [line.at(-1)![0], -far]];
}

/** Down from the corner of the mouth as the chin runs down from the lip, which a turned head tilts. */
function towardsJaw({ labialeInferius, menton }: FacePoints, [u, v]: Point, far: number): Point {
  const [du, dv] = [menton[0] - labialeInferius[0], menton[1] - labialeInferius[1]];
  const slope = dv > Math.abs(du) ? du / dv : 0;
  return [u + slope * (far - v), far];
}

function bothSides<T>(of: (side: 0 | 1) => T): BothSides<T> {
  return [of(SIDES[0]), of(SIDES[1])];
}

function outward(side: 0 | 1): -1 | 1 {
  return side === 0 ? -1 : 1;
}

function below([u, v]: Point, by: number): Point {
  return [u, v + by];
}

function between([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [ax + share * (bx - ax), ay + share * (by - ay)];
}
