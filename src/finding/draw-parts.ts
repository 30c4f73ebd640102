import { type Affine, applyAffine, composeAffine, invertAffine, type LabelMap, type Point } from '../geometry/index.ts';
import { rounded } from './fill-polygon.ts';
import { LABEL } from './frontal-labels.ts';
import { keepLargest } from './keep-largest.ts';
import { divideMouth } from './divide-mouth.ts';
import { LEFT_BROW, LEFT_EYE, LIPS, RIGHT_BROW, RIGHT_EYE } from './mesh-parts.ts';
import { lookAtPart, PART_UNIT_PX, type PartWindow } from './part-window.ts';
import type { Pyramid } from './picture.ts';
import { distancesFrom } from './polygon-distance.ts';
import { shareOfPart } from './share-of-part.ts';

/** In units of the face; set on portraits with maps drawn by hand. */
const BROW = { margin: 0.003, spread: 0.02, reach: 0.12 };
const MOUTH = { margin: 0.005, spread: 0.008, reach: 0.12 };
/** So near to an eye are lids and lashes, as dark as a brow. */
const LIDS = 0.04;

export interface DrawnParts {
  readonly pyramid: Pyramid;
  /** The mesh in pixels of the portrait. */
  readonly mesh: readonly Point[];
  /** From the map's pixels to the portrait's. */
  readonly toPortrait: Affine;
}

/** The mesh says where they are, their colour where they end. */
export function drawBrows(map: LabelMap, drawn: DrawnParts): void {
  for (const [brow, eye, label] of [[RIGHT_BROW, RIGHT_EYE, LABEL.rightBrow], [LEFT_BROW, LEFT_EYE, LABEL.leftBrow]] as const) {
    const [points, lids] = [pointsOf(drawn, brow), pointsOf(drawn, eye)];
    const window = lookAtPart(drawn.pyramid, drawn.mesh, points);
    const near = distancesFrom(window.place(lids), window.side, LIDS * PART_UNIT_PX);
    const excluded = Uint8Array.from(near, (distance) => (distance < LIDS * PART_UNIT_PX ? 1 : 0));
    paint(map, window, shareOfPart(window, outline(window, points), { ...BROW, excluded }), drawn, () => label);
  }
}

/** The lips' outer border likewise. */
export function drawMouth(map: LabelMap, drawn: DrawnParts): void {
  const points = pointsOf(drawn, LIPS);
  const window = lookAtPart(drawn.pyramid, drawn.mesh, points);
  paint(map, window, shareOfPart(window, outline(window, points), MOUTH), drawn, divideMouth(window, drawn.mesh));
}

const pointsOf = ({ mesh }: DrawnParts, indices: readonly number[]) => indices.map((index) => mesh[index]!);

const outline = ({ place }: PartWindow, points: readonly Point[]) => rounded(place(points), 2);

/** @param labelAt of a point of the window */
function paint(
  { width, height, ids }: LabelMap,
  { side, toPicture }: PartWindow,
  share: Float32Array,
  { toPortrait }: DrawnParts,
  labelAt: (x: number, y: number) => number,
): void {
  const own = keepLargest(share, side);
  const toMap = composeAffine(invertAffine(toPortrait), toPicture);
  const toWindow = invertAffine(toMap);
  const corners = ([[0, 0], [side, 0], [0, side], [side, side]] as const).map((corner) => applyAffine(toMap, corner));
  const range = (axis: 0 | 1, most: number) => {
    const values = corners.map((corner) => corner[axis]);
    return [Math.max(0, Math.floor(Math.min(...values))), Math.min(most, Math.ceil(Math.max(...values)))] as const;
  };
  const [[left, right], [top, bottom]] = [range(0, width), range(1, height)];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const [u, v] = applyAffine(toWindow, [x + 0.5, y + 0.5]);
      if (u < 0 || v < 0 || u >= side || v >= side) continue;
      if (own[Math.floor(v) * side + Math.floor(u)] === 1) ids[y * width + x] = labelAt(u, v);
    }
  }
}
