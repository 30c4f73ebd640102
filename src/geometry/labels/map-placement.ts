import type { LabelFit } from '../../contract/names.ts';
import type { Affine, Size } from '../plane/affine.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import type { LandmarksOnMap } from './landmark-share.ts';

/**
 * Label-map pixels to portrait pixels.
 *
 * - `stretch`: the map lies on the portrait whole, each axis scaled by itself.
 * - `contain`: a model was given the portrait in the middle of a frame of another shape (letterbox), and its map has
 *   padding on two sides.
 * - `corner`: the same with the portrait in the upper left corner, padding at the right or below.
 */
export function mapPlacement(fit: LabelFit, map: Size, portrait: Size): Affine {
  const [across, down] = [portrait.width / map.width, portrait.height / map.height];
  if (fit === 'stretch') return [across, 0, 0, down, 0, 0];
  const scale = Math.max(across, down);
  if (fit === 'corner') return [scale, 0, 0, scale, 0, 0];
  return [scale, 0, 0, scale, (portrait.width - scale * map.width) / 2, (portrait.height - scale * map.height) / 2];
}

/**
 * The face in a portrait that was padded to the map's shape, so that the map lies on all of it.
 *
 * @param placement of the map on the portrait as it is
 */
export function paddedFace<F extends LandmarksOnMap>(face: F, map: Size, [scaleX, , , scaleY, x, y]: Affine): F {
  if (x === 0 && y === 0 && scaleX * map.width === face.portraitSize.width && scaleY * map.height === face.portraitSize.height) return face;
  return {
    ...face,
    landmarks: face.landmarks.map(([px, py]) => [px - x, py - y] as const),
    portraitSize: { width: scaleX * map.width, height: scaleY * map.height },
  };
}

/**
 * The map with background in its padding: where the centre of a pixel lies outside of the portrait.
 *
 * @returns the map itself where that changes nothing
 */
export function withoutPadding(map: LabelMap, portrait: Size, [scaleX, , , scaleY, x, y]: Affine): LabelMap {
  const { width, height, ids } = map;
  const range = (offset: number, scale: number, length: number, pixels: number): [number, number] => [
    Math.max(0, Math.ceil(-offset / scale - 0.5)),
    Math.min(pixels, Math.ceil((length - offset) / scale - 0.5)),
  ];
  const [left, right] = range(x, scaleX, portrait.width, width);
  const [top, bottom] = range(y, scaleY, portrait.height, height);
  if (left === 0 && top === 0 && right === width && bottom === height) return map;
  const inside = new (ids.constructor as Uint8ArrayConstructor)(ids.length) as LabelMap['ids'];
  for (let row = top; row < bottom; row++) inside.set(ids.subarray(row * width + left, row * width + right), row * width + left);
  return ids.every((id, i) => id === inside[i]) ? map : { ...map, ids: inside };
}
