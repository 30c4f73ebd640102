import { type Affine, applyAffine, composeAffine, invertAffine, type LabelMap, type Point, type Size } from '../geometry/index.ts';
import { drawBrows, drawMouth } from './draw-parts.ts';
import { fillPolygon, rounded } from './fill-polygon.ts';
import { LABEL } from './frontal-labels.ts';
import type { HeadWindow } from './head-window.ts';
import { keepParts } from './keep-parts.ts';
import { LEFT_EYE, NOSE, RIGHT_EYE } from './mesh-parts.ts';
import type { Pyramid } from './picture.ts';
import { HEAD_CLASSES, type HeadClass, type HeadShares } from './priors.ts';

/** Which class of the head has which label; what is not claimed is background. */
const LABELS: ReadonlyMap<HeadClass, number> = new Map([
  ['skin', LABEL.skin],
  ['hair', LABEL.hair],
  ['neck', LABEL.neck],
]);

export interface DrawnHead {
  readonly head: HeadWindow;
  readonly shares: HeadShares;
  /** The mesh in pixels of the portrait. */
  readonly mesh: readonly Point[];
  /** Interocular distance of the face looking straight, in pixels of the portrait. */
  readonly unitPx: number;
}

/** The label map of a face, of a size of its own: it is stretched over the portrait, each axis by itself. */
export function drawLabelMap({ head, shares, mesh, unitPx }: DrawnHead, portrait: Pyramid, size: Size): LabelMap {
  const map: LabelMap & { ids: Uint8Array } = { ...size, ids: new Uint8Array(size.width * size.height) };
  const toPortrait: Affine = [portrait.width / size.width, 0, 0, portrait.height / size.height, 0, 0];
  divide(map, head, shares, composeAffine(invertAffine(head.toPicture), toPortrait));
  const unit = unitPx / Math.sqrt(toPortrait[0] * toPortrait[3]);
  keepParts(map, unit);

  const drawn = { pyramid: portrait, mesh, toPortrait };
  drawBrows(map, drawn);
  const toMap = invertAffine(toPortrait);
  for (const [part, label] of [[NOSE, LABEL.nose], [RIGHT_EYE, LABEL.rightEye], [LEFT_EYE, LABEL.leftEye]] as const) {
    const outline = rounded(part.map((index) => applyAffine(toMap, mesh[index]!)));
    fillPolygon(outline, size, (from, to) => map.ids.fill(label, from, to));
  }
  drawMouth(map, drawn);
  return map;
}

/** Gives every pixel the class that has most of it, by the shares of the window's four nearest pixels. */
function divide(map: LabelMap, { side }: HeadWindow, shares: HeadShares, toWindow: Affine): void {
  const { width, ids } = map;
  const { left, right, top, bottom } = boundsOf(side, invertAffine(toWindow), map);
  const classes = HEAD_CLASSES.map((name) => ({ share: shares[name], label: LABELS.get(name) ?? 0 }));
  const winners = Uint8Array.from({ length: side * side }, (_, at) => largest((share) => share[at]!));
  const [a, b, c, d, e, f] = toWindow;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const u = a * (x + 0.5) + c * (y + 0.5) + e - 0.5;
      const v = b * (x + 0.5) + d * (y + 0.5) + f - 0.5;
      if (u < 0 || v < 0 || u >= side - 1 || v >= side - 1) continue;
      const at = Math.floor(v) * side + Math.floor(u);
      const winner = winners[at]!;
      // What has most of all four has most between them.
      const isSure = winners[at + 1] === winner && winners[at + side] === winner && winners[at + side + 1] === winner;
      const [fx, fy] = [u % 1, v % 1];
      const { label } = classes[isSure ? winner : largest((share) => between(share, at, fx, fy))]!;
      if (label !== 0) ids[y * width + x] = label;
    }
  }

  /** Of equal ones the first. */
  function largest(valueOf: (share: Float32Array) => number): number {
    let [best, most] = [0, -1];
    for (let i = 0; i < classes.length; i++) {
      const value = valueOf(classes[i]!.share);
      if (value > most) [best, most] = [i, value];
    }
    return best;
  }

  function between(share: Float32Array, at: number, fx: number, fy: number): number {
    const north = share[at]! * (1 - fx) + share[at + 1]! * fx;
    return north * (1 - fy) + (share[at + side]! * (1 - fx) + share[at + side + 1]! * fx) * fy;
  }
}

/** Which columns and rows of the map the window covers. */
function boundsOf(side: number, toMap: Affine, { width, height }: Size): { left: number; right: number; top: number; bottom: number } {
  const corners = ([[0, 0], [side, 0], [0, side], [side, side]] as const).map((corner) => applyAffine(toMap, corner));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    right: Math.min(width, Math.ceil(Math.max(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    bottom: Math.min(height, Math.ceil(Math.max(...ys))),
  };
}
