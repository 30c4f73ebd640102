import type { PngHeader } from './header.ts';
import { bitsPerPixel, interlacePasses, type Pass } from './passes.ts';
import { unfilterRow } from './unfilter.ts';

/** A scanline's bytes, the pass that it belongs to, and the place of its first pixel in the picture in reading order. */
export type VisitScanline = (row: Uint8Array, pass: Pass, start: number) => void;

/**
 * Visits every scanline, its filter undone; the pixels of one lie `pass.dx` apart.
 * @param scanlines changed in place
 * @throws PngFault for a filter that PNG does not know
 */
export function eachScanline(scanlines: Uint8Array, header: PngHeader, visit: VisitScanline): void {
  const step = Math.max(1, bitsPerPixel(header) >> 3);
  let at = 0;
  for (const pass of interlacePasses(header)) {
    let above: Uint8Array = new Uint8Array(pass.rowBytes);
    for (let y = 0; y < pass.height; y++) {
      const row = scanlines.subarray(at + 1, at + 1 + pass.rowBytes);
      unfilterRow(scanlines[at]!, row, above, step);
      visit(row, pass, (pass.y0 + y * pass.dy) * header.width + pass.x0);
      above = row;
      at += 1 + pass.rowBytes;
    }
  }
}
