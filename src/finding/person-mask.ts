import { FACE_HEIGHTS, type HeadWindow } from './head-window.ts';
import { scaled, type Network } from './network.ts';

/** Side of the picture that the model takes, and of the mask that it gives. */
const SIDE = 256;
const LAYER = 'activation_10';

/** The window as a whole shows hair best, a part of it the borders of the face. */
const NEAR_FACE_HEIGHTS = 2.2;

/** How much of each of the window's pixels belongs to a person, 0 to 1. */
export function personMask(network: Network, head: HeadWindow): Float32Array {
  const whole = maskOf(network, head, head.side);
  const part = Math.round((head.side * NEAR_FACE_HEIGHTS) / FACE_HEIGHTS);
  const near = maskOf(network, head, part);
  const mask = new Float32Array(head.side ** 2);
  const offset = (head.side - part) / 2;
  // Towards its own edge the part knows less, so that the whole takes over.
  const fade = part * 0.12;
  for (let y = 0, i = 0; y < head.side; y++) {
    for (let x = 0; x < head.side; x++, i++) {
      const edge = Math.min(x - offset, y - offset, offset + part - 1 - x, offset + part - 1 - y);
      const share = Math.max(0, Math.min(1, edge / fade)) * 0.5;
      const wide = bilinear(whole, SIDE, ((x + 0.5) * SIDE) / head.side, ((y + 0.5) * SIDE) / head.side);
      const close = share === 0 ? 0 : bilinear(near, SIDE, ((x + 0.5 - offset) * SIDE) / part, ((y + 0.5 - offset) * SIDE) / part);
      mask[i] = wide * (1 - share) + close * share;
    }
  }
  return mask;
}

/** The model's mask of a square in the window's middle. */
function maskOf(network: Network, { pixels, side }: HeadWindow, part: number): Float32Array {
  const input = new Float32Array(SIDE * SIDE * 3);
  const offset = (side - part) / 2;
  for (let y = 0, at = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++, at += 3) {
      const [u, v] = [offset + ((x + 0.5) * part) / SIDE, offset + ((y + 0.5) * part) / SIDE];
      for (let channel = 0; channel < 3; channel++) input[at + channel] = bilinear(pixels, side, u, v, 3, channel);
    }
  }
  return network.run(scaled(input, 0, 1), { width: SIDE, height: SIDE }, [LAYER])[0];
}

/** A value of a square of numbers at (u, v), by the corners of its cells; beyond its edges that of the nearest cell. */
export function bilinear(values: Float32Array, side: number, u: number, v: number, step = 1, channel = 0): number {
  const x = Math.max(0, Math.min(side - 1, u - 0.5));
  const y = Math.max(0, Math.min(side - 1, v - 0.5));
  const left = Math.min(side - 2, Math.floor(x));
  const top = Math.min(side - 2, Math.floor(y));
  const [fx, fy] = [x - left, y - top];
  const at = (top * side + left) * step + channel;
  const below = at + side * step;
  const north = values[at]! * (1 - fx) + values[at + step]! * fx;
  return north * (1 - fy) + (values[below]! * (1 - fx) + values[below + step]! * fx) * fy;
}
