import type { Size } from '../geometry/index.ts';

/** Visits the pixels that share an edge with a pixel, all of them indices into the ids of a map of this size. */
export function eachNeighbour({ width, height }: Size, pixel: number, visit: (neighbour: number) => void): void {
  const x = pixel % width;
  if (x > 0) visit(pixel - 1);
  if (x < width - 1) visit(pixel + 1);
  if (pixel >= width) visit(pixel - width);
  if (pixel < width * (height - 1)) visit(pixel + width);
}
