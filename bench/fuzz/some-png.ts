import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';

/** Samples a pixel by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** PNGs of every kind and of some kinds that there are not, about as long as they claim, holding anything. */
export const somePng: fc.Arbitrary<Buffer> = fc
  .record({
    width: fc.integer({ min: 0, max: 40 }),
    height: fc.integer({ min: 0, max: 40 }),
    bitDepth: fc.constantFrom(1, 2, 4, 8, 16, 8, 8, 3),
    colourType: fc.constantFrom(0, 2, 3, 4, 6, 0, 3, 5),
    interlace: fc.constantFrom(0, 1, 2),
    palette: fc.option(fc.uint8Array({ maxLength: 48 })),
    pixels: fc.uint8Array({ minLength: 1, maxLength: 400 }),
    filters: fc.constantFrom(0, 1, 2, 3, 4, 255),
    more: fc.constantFrom(0, 0, 0, -1, 1, 5_000),
    level: fc.constantFrom(0, 9),
  })
  .map(({ width, height, bitDepth, colourType, interlace, palette, pixels, filters, more, level }) => {
    const rowBytes = 1 + Math.ceil((width * bitDepth * (SAMPLES[colourType] ?? 1)) / 8);
    const scanlines = Buffer.alloc(Math.max(0, height * rowBytes + more), pixels);
    for (let at = 0; at < scanlines.length; at += rowBytes) scanlines[at] = filters;
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([bitDepth, colourType, 0, 0, interlace], 8);
    return Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', header),
      ...(palette === null ? [] : [chunk('PLTE', palette)]),
      chunk('IDAT', deflateSync(scanlines, { level })),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  });

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
