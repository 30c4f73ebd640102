import type { LandmarkSchemaName } from '../../../src/contract/names.ts';
import { applyAffine, composeAffine, IDENTITY, type Point, scaleAffine } from '../../../src/geometry/plane/affine.ts';
import { alignFace } from '../../../src/geometry/alignment/alignment.ts';
import { pick } from '../../../src/geometry/alignment/schemas/landmark-schema.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import type { Face } from '../../../src/geometry/face/face.ts';
import { partitionLabelMap } from '../../../src/geometry/cut.ts';
import { describeRegions } from '../../../src/geometry/face/describe-regions.ts';
import type { Ring } from '../../../src/geometry/plane/region.ts';
import type { DescribedRegion } from '../../../src/geometry/face/described-region.ts';
import { type CaseName, shippedCase, shippedLabelMap } from '../support/case.ts';
import { toInsightFace, toLapa, toWflw, toWholeBody } from '../support/dense-faces.ts';
import { posedFace, POSED_SIZE, toSixtyEight } from '../support/faces.ts';
import { UNTOUCHED } from '../support/label-grids.ts';

/** LaPa's labels. */
export const LABEL = { skin: 1, browRight: 2, browLeft: 3, eyeRight: 4, eyeLeft: 5, nose: 6, upperLip: 7, mouth: 8, lowerLip: 9, hair: 10 };

/** A shipped case as the render step has it, its map changed before it is cut into regions. */
export function shippedFace(name: CaseName, change: (ids: LabelMap['ids'], map: LabelMap) => void = () => {}): Face {
  const { landmarks, portraitSize } = shippedCase(name);
  const map = shippedLabelMap(name);
  change(map.ids, map);
  const alignment = alignFace(landmarks, portraitSize, { method: 'auto', schema: null, canvas: 'expand', margin: 0 });
  const scale = scaleAffine(portraitSize.width / map.width, portraitSize.height / map.height);
  const placement = composeAffine(alignment.matrix, scale);
  const { regions } = partitionLabelMap(map, { placement }, UNTOUCHED);
  return {
    regions: describeRegions(regions, { labelSchema: name === 'synth-holes' ? 'bisenet-19' : 'lapa-11' }),
    landmarks: landmarks.map((point) => applyAffine(alignment.matrix, point)),
    schema: alignment.schema,
  };
}

export function namedRegions(map: LabelMap): DescribedRegion[] {
  const { regions } = partitionLabelMap(map, { placement: IDENTITY }, UNTOUCHED);
  return describeRegions(regions, { labelSchema: 'lapa-11' });
}

const OUTLINES: readonly (readonly [label: number, outline: readonly number[]])[] = [
  [LABEL.browRight, [46, 53, 52, 65, 55, 107, 66, 105, 63, 70]],
  [LABEL.browLeft, [276, 283, 282, 295, 285, 336, 296, 334, 293, 300]],
  [LABEL.eyeRight, [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246]],
  [LABEL.eyeLeft, [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466]],
  [LABEL.nose, [168, 122, 217, 129, 98, 97, 2, 326, 327, 358, 437, 351]],
  [LABEL.upperLip, [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191, 78]],
  [LABEL.mouth, [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95]],
  [LABEL.lowerLip, [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95, 78]],
];

/** The label map of a 478-point face, drawn from its own landmarks; all that lies between them is skin. */
export function drawnFace(mesh: readonly Point[]): LabelMap {
  const { width, height } = POSED_SIZE;
  const ids = new Uint8Array(width * height);
  const outlines = OUTLINES.map(([label, outline]) => [label, pick(mesh, outline)] as const);
  for (const [label, outline] of [[LABEL.skin, hull(mesh)] as const, ...outlines]) {
    for (const i of cellsInside([outline], width, height)) ids[i] = label;
  }
  return { width, height, ids };
}

/** Gift wrapping: from each corner on to the point that has all others on one side. */
function hull(points: readonly Point[]): Point[] {
  const corners = [points.reduce((a, b) => (b[0] < a[0] ? b : a))];
  for (;;) {
    const [x, y] = corners.at(-1)!;
    const next = points.reduce((a, b) => ((a[0] - x) * (b[1] - y) - (a[1] - y) * (b[0] - x) < 0 || (a[0] === x && a[1] === y) ? b : a));
    if (next === corners[0]) return corners;
    corners.push(next);
  }
}

/** Pixels whose centres, moved a little off the lattice of borders, lie inside of rings taken together (even and odd). */
export function cellsInside(rings: readonly Ring[], width: number, height: number): number[] {
  const cells: number[] = [];
  for (let row = 0; row < height; row++) {
    const y = row + 0.5137;
    const cuts: number[] = [];
    for (const ring of rings) {
      for (const [i, from] of ring.entries()) {
        const to = ring[(i + 1) % ring.length]!;
        if (from[1] <= y === to[1] <= y) continue;
        // In one order for both directions: neighbours that share a line are cut at the same place.
        const [a, b] = from[1] < to[1] ? [from, to] : [to, from];
        cuts.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
      }
    }
    cuts.sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const last = Math.min(width - 1, Math.ceil(cuts[i + 1]! - 0.5271) - 1);
      for (let c = Math.max(0, Math.ceil(cuts[i]! - 0.5271)); c <= last; c++) cells.push(row * width + c);
    }
  }
  return cells;
}

/** The same 478-point face in every schema that has enough points for zones. */
export const DENSE: Readonly<Partial<Record<LandmarkSchemaName, (mesh: readonly Point[]) => Point[]>>> = {
  'mediapipe-478': (mesh) => [...mesh],
  'mediapipe-468': (mesh) => mesh.slice(0, 468),
  'ibug-68': toSixtyEight,
  'wflw-98': toWflw,
  'lapa-106': toLapa,
  'insightface-106': toInsightFace,
  'coco-wholebody-133': (mesh) => toWholeBody(mesh, (i) => [500 + i, 900]),
};

export { posedFace };

export function holds(zone: Pick<DescribedRegion, 'parts'>, [x, y]: Point): boolean {
  let inside = false;
  for (const ring of zone.parts.flatMap(({ outer, holes }) => [outer, ...holes])) {
    for (const [i, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

/** Positive where the ring runs clockwise on the screen. */
export function signedArea(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]!;
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}
