import type { Warning } from '../contract/warning.ts';
import type { Size } from '../geometry/index.ts';
import type { FoundFace } from './find-face.ts';
import { unitOf, type HeadWindow } from './head-window.ts';
import { FACE_OVAL } from './mesh-parts.ts';

/** Distance of the outer corners of the eyes, in pixels of the portrait, below which parts have too few pixels. */
const SMALL_PX = 40;
const TURNED_AWAY_DEGREES = 45;
const UNSURE = 0.7;
/** Share of the mesh's points beyond the edges of the portrait. */
const OUTSIDE = 0.02;
/** Mean difference of a pixel from its neighbours, as a share of how much the face's brightness varies. */
const BLURRED = 0.018;

/** Why what was found is to be looked at before anybody relies on it. No coordinates. */
export function doubtsOf({ mesh, score, yawDegrees }: FoundFace, head: HeadWindow, { width, height }: Size): Warning[] {
  const unit = unitOf(mesh);
  const outside = mesh.filter(([x, y]) => x < 0 || y < 0 || x > width || y > height).length / mesh.length;
  const reasons = [
    ...(unit < SMALL_PX ? [`is small (${Math.round(unit)} pixels between the outer corners of its eyes)`] : []),
    ...(Math.abs(yawDegrees) > TURNED_AWAY_DEGREES ? [`is turned away by about ${Math.round(Math.abs(yawDegrees))} degrees`] : []),
    ...(outside > OUTSIDE ? [`lies partly outside of the portrait`] : []),
    ...(score < UNSURE ? [`is not surely one (score ${score.toFixed(2)})`] : []),
    ...(unit >= SMALL_PX && sharpness(head) < BLURRED ? ['is blurred'] : []),
  ];
  if (reasons.length === 0) return [];
  return [
    {
      code: 'doubtful_find',
      detail: `The face that was found ${reasons.join(', and ')}. Look at what was found, and send it corrected where it matters.`,
    },
  ];
}

/** Of the face in the window: how far pixels differ from the mean of their four neighbours, by the spread of all. */
export function sharpness({ pixels, side, mesh }: HeadWindow): number {
  const oval = FACE_OVAL.map((index) => mesh[index]!);
  const bounds = (axis: 0 | 1) => [
    Math.max(1, Math.ceil(Math.min(...oval.map((point) => point[axis])))),
    Math.min(side - 1, Math.floor(Math.max(...oval.map((point) => point[axis])))),
  ] as const;
  const [left, right] = bounds(0);
  const [top, bottom] = bounds(1);
  const green = (x: number, y: number) => pixels[(y * side + x) * 3 + 1]!;
  let [count, sum, squares, differences] = [0, 0, 0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = green(x, y);
      count++;
      sum += value;
      squares += value * value;
      differences += Math.abs(value - (green(x - 1, y) + green(x + 1, y) + green(x, y - 1) + green(x, y + 1)) / 4);
    }
  }
  if (count === 0) return 0;
  const spread = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  return spread === 0 ? 0 : differences / count / spread;
}
