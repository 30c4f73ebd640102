import { type Affine, applyAffine, type Point } from '../geometry/index.ts';
import { scaled, sigmoid, type Network } from './network.ts';
import { sampleWindow, type Pyramid } from './picture.ts';

/** A face as a detector sees it, in pixels of the portrait. */
export interface Detection {
  /** 0 to 1. */
  readonly score: number;
  readonly centre: Point;
  /** Longer side of its box. */
  readonly side: number;
  /** The subject's right eye, left eye, tip of the nose, mouth, right ear, left ear. */
  readonly points: readonly Point[];
}

export interface DetectorKind {
  readonly side: number;
  /** Cells along a side of each grid, and how many anchors each of its cells has. */
  readonly grids: readonly { readonly cells: number; readonly anchors: number }[];
  readonly scores: string;
  readonly boxes: string;
}

/** face_detection_short_range.pbtxt: strides 8, 16, 16, 16 with two anchors each; those of one stride stand together. */
export const SHORT_RANGE: DetectorKind = {
  side: 128,
  grids: [
    { cells: 16, anchors: 2 },
    { cells: 8, anchors: 6 },
  ],
  scores: 'classificators',
  boxes: 'regressors',
};

/** face_detection_full_range.pbtxt: one stride of 4, one anchor. */
export const FULL_RANGE: DetectorKind = {
  side: 192,
  grids: [{ cells: 48, anchors: 1 }],
  scores: 'reshaped_classifier_face_4',
  boxes: 'reshaped_regressor_face_4',
};

/** Numbers a box has: its middle, its sides, and six points. */
const BOX_LENGTH = 16;

/** The portrait in a square, turned, its edges filled with black: what the detectors were trained on. */
export interface TurnedView {
  readonly toPicture: Affine;
  readonly logits: Float32Array;
  readonly boxes: Float32Array;
}

/** @param turn how often by a quarter */
export function lookAt(network: Network, kind: DetectorKind, pyramid: Pyramid, turn: number): TurnedView {
  const toPicture = turnedSquare(pyramid, kind.side, turn);
  const size = { width: kind.side, height: kind.side };
  const window = scaled(sampleWindow(pyramid, toPicture, size, 0), -1, 1);
  const [logits, boxes] = network.run(window, size, [kind.scores, kind.boxes]);
  return { toPicture, logits, boxes };
}

export function bestScore({ logits }: TurnedView): number {
  return sigmoid(logits.reduce((best, logit) => Math.max(best, logit), -Infinity));
}

/** The faces of a view, the surest first; of overlapping boxes one is made. */
export function readFaces(kind: DetectorKind, { toPicture, logits, boxes }: TurnedView, leastScore: number): Detection[] {
  const scale = Math.hypot(toPicture[0], toPicture[1]);
  const found: Detection[] = [];
  let index = 0;
  for (const { cells, anchors } of kind.grids) {
    for (let cell = 0; cell < cells * cells; cell++) {
      const anchor: Point = [(((cell % cells) + 0.5) / cells) * kind.side, ((Math.floor(cell / cells) + 0.5) / cells) * kind.side];
      for (let i = 0; i < anchors; i++, index++) {
        const score = sigmoid(logits[index]!);
        if (score < leastScore) continue;
        const at = index * BOX_LENGTH;
        const point = (from: number) => applyAffine(toPicture, [anchor[0] + boxes[from]!, anchor[1] + boxes[from + 1]!]);
        const points = Array.from({ length: 6 }, (_, k) => point(at + 4 + 2 * k));
        found.push({ score, centre: point(at), side: Math.max(boxes[at + 2]!, boxes[at + 3]!) * scale, points });
      }
    }
  }
  return mergeOverlapping(found);
}

/** Boxes that share this much of both together are of one face. */
const SAME_FACE = 0.3;

/** The mean of those that overlap with the surest, each by its score: MediaPipe's weighted non-maximum suppression. */
export function mergeOverlapping(detections: readonly Detection[]): Detection[] {
  let rest = detections.toSorted((a, b) => b.score - a.score);
  const merged: Detection[] = [];
  while (rest.length > 0) {
    const surest = rest[0]!;
    const same = rest.filter((other) => other === surest || overlap(surest, other) > SAME_FACE);
    rest = rest.filter((other) => !same.includes(other));
    merged.push(weightedMean(surest.score, same));
  }
  return merged;
}

function weightedMean(score: number, detections: readonly Detection[]): Detection {
  const total = detections.reduce((sum, each) => sum + each.score, 0);
  const mean = (of: (each: Detection) => number) => detections.reduce((sum, each) => sum + of(each) * each.score, 0) / total;
  const meanPoint = (of: (each: Detection) => Point): Point => [mean((each) => of(each)[0]), mean((each) => of(each)[1])];
  return {
    score,
    centre: meanPoint(({ centre }) => centre),
    side: mean(({ side }) => side),
    points: detections[0]!.points.map((_, i) => meanPoint(({ points }) => points[i]!)),
  };
}

/** Of two boxes, intersection over union. */
function overlap(a: Detection, b: Detection): number {
  const along = (axis: 0 | 1) =>
    Math.min(a.centre[axis] + a.side / 2, b.centre[axis] + b.side / 2) - Math.max(a.centre[axis] - a.side / 2, b.centre[axis] - b.side / 2);
  const shared = Math.max(0, along(0)) * Math.max(0, along(1));
  return shared / (a.side ** 2 + b.side ** 2 - shared);
}

/** From a square's pixels to those of the portrait, which lies in its middle, turned. */
function turnedSquare({ width, height }: Pyramid, side: number, turn: number): Affine {
  const scale = Math.max(width, height) / side;
  const [cos, sin] = [[1, 0], [0, 1], [-1, 0], [0, -1]][turn % 4] as [number, number];
  const middle = side / 2;
  // The portrait turned clockwise is looked at by a square turned counter-clockwise.
  const [a, b, c, d] = [scale * cos, -scale * sin, scale * sin, scale * cos];
  return [a, b, c, d, width / 2 - (a + c) * middle, height / 2 - (b + d) * middle];
}
