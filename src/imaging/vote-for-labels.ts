import { FrontalError } from '../contract/errors.ts';
import type { LabelMap } from '../geometry/index.ts';
import { labelBoxes } from './label-boxes.ts';
import type { OpenCv } from './open-cv.ts';
import { areaOf, type Window } from './speck-windows.ts';

/** Side of the squares that the map is worked on by, in pixels; wider where the blur reaches far. */
const MIN_TILE = 128;

/** Products of a weight and a pixel: tens of seconds. A face takes a hundredth of it, noise of many labels more. */
const MAX_PRODUCTS = 6e10;

/**
 * The label that is strongest at each pixel. Tile by tile, since in most of them there is one label only, and so that
 * memory does not grow with the map.
 * @param weights of the blur in x and in y, whole numbers: see gaussianWeights
 * @param winners the map's own labels; those that others win against are written over
 * @throws FrontalError `invalid_option` where it would take too long
 */
export function voteForLabels(cv: OpenCv, map: LabelMap, weights: readonly number[], winners: LabelMap['ids']): void {
  const tiles = [...mixedTiles(map, weights.length >> 1)];
  const pixels = tiles.reduce((sum, { masks }) => masks.reduce((total, mask) => total + areaOf(mask), sum), 0);
  if (2 * weights.length * pixels > MAX_PRODUCTS) {
    throw new FrontalError(
      'invalid_option',
      'The label map is too large or too noisy for this options.contours.presmooth_px; take a smaller one.',
    );
  }
  const kernel = cv.matFromArray(weights.length, 1, cv.CV_64F, [...weights]);
  const whole = weights.reduce((sum, weight) => sum + weight, 0) ** 2;
  try {
    for (const tile of tiles) voteInTile({ cv, map, kernel, whole }, tile, winners);
  } finally {
    kernel.delete();
  }
}

interface Blur {
  readonly cv: OpenCv;
  readonly map: LabelMap;
  readonly kernel: InstanceType<OpenCv['Mat']>;
  /** What a label comes to that has every pixel in reach. */
  readonly whole: number;
}

interface Tile extends Window {
  /** The label with the most pixels in reach of the tile. All masks together are 1 everywhere, so it is what the others leave. */
  readonly common: number;
  /** Where each of the other labels is stronger than nothing. */
  readonly masks: readonly (Window & { readonly label: number })[];
}

/** The tiles that have more than one label in reach. */
function* mixedTiles(map: LabelMap, radius: number): Generator<Tile> {
  const side = Math.max(MIN_TILE, 4 * radius);
  const frame = { left: 0, top: 0, right: map.width, bottom: map.height };
  for (let top = 0; top < map.height; top += side) {
    for (let left = 0; left < map.width; left += side) {
      const tile = overlap({ left, top, right: left + side, bottom: top + side }, frame);
      const reach = overlap(grown(tile, radius), frame);
      const boxes = labelBoxes(map, reach);
      if (boxes.length === 1) continue;
      const common = boxes.reduce((most, box) => (box.pixels > most.pixels ? box : most)).label;
      const others = boxes.filter(({ label }) => label !== common);
      yield { ...tile, common, masks: others.map((box) => ({ label: box.label, ...overlap(grown(box, radius), reach) })) };
    }
  }
}

function voteInTile(blur: Blur, tile: Tile, winners: LabelMap['ids']): void {
  const { map, whole } = blur;
  const columns = tile.right - tile.left;
  const strongest = new Float64Array(areaOf(tile));
  const sums = new Float64Array(strongest.length);
  for (const mask of tile.masks) {
    const strengths = blurMask(blur, mask.label, mask);
    const { left, top, right, bottom } = overlap(mask, tile);
    for (let y = top; y < bottom; y++) {
      let from = (y - mask.top) * (mask.right - mask.left) + left - mask.left;
      let to = (y - tile.top) * columns + left - tile.left;
      for (let pixel = y * map.width + left; pixel < y * map.width + right; pixel++, from++, to++) {
        sums[to]! += strengths[from]!;
        vote(mask.label, strengths[from]!, pixel, to);
      }
    }
  }
  for (let y = tile.top, to = 0; y < tile.bottom; y++) {
    for (let x = tile.left; x < tile.right; x++, to++) vote(tile.common, whole - sums[to]!, y * map.width + x, to);
  }

  function vote(label: number, strength: number, pixel: number, to: number): void {
    const most = strongest[to]!;
    if (strength < most || strength === 0) return;
    if (strength === most) {
      const own = map.ids[pixel]!;
      const winner = winners[pixel]!;
      if (winner === own || (label !== own && label > winner)) return;
    }
    strongest[to] = strength;
    winners[pixel] = label;
  }
}

/** The strength of a label at each pixel of a window; outside of it the outermost pixels are taken to go on. */
function blurMask({ cv, map, kernel }: Blur, label: number, { left, top, right, bottom }: Window): Float64Array {
  const mask = new cv.Mat(bottom - top, right - left, cv.CV_8UC1);
  const blurred = new cv.Mat();
  try {
    const { data } = mask;
    for (let y = top, to = 0; y < bottom; y++) {
      for (let from = y * map.width + left; from < y * map.width + right; from++) data[to++] = map.ids[from] === label ? 1 : 0;
    }
    cv.sepFilter2D(mask, blurred, cv.CV_64F, kernel, kernel, new cv.Point(-1, -1), 0, cv.BORDER_REPLICATE);
    return blurred.data64F.slice();
  } finally {
    mask.delete();
    blurred.delete();
  }
}

function grown({ left, top, right, bottom }: Window, by: number): Window {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** Of two windows that do overlap, or nothing of no height or width. */
function overlap(a: Window, b: Window): Window {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}
