import { PngFault } from './header.ts';

/**
 * Undoes one scanline's filter in place: https://www.w3.org/TR/png-3/#9Filters
 * @param row bytes of the scanline without its filter's number
 * @param above the scanline above it, already undone, or zeros
 * @param step bytes from a pixel to the next, at least 1
 * @throws PngFault for a filter that PNG does not know
 */
export function unfilterRow(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const length = row.length;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = step; i < length; i++) row[i]! += row[i - step]!;
      return;
    case 2:
      for (let i = 0; i < length; i++) row[i]! += above[i]!;
      return;
    case 3:
      for (let i = 0; i < length; i++) row[i]! += ((i < step ? 0 : row[i - step]!) + above[i]!) >> 1;
      return;
    case 4:
      for (let i = 0; i < length; i++) {
        row[i]! += i < step ? above[i]! : paeth(row[i - step]!, above[i]!, above[i - step]!);
      }
      return;
    default:
      throw new PngFault('has damaged pixel data');
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}
