import { crc32 } from 'node:zlib';
import fc from 'fast-check';

type Change = (bytes: Buffer) => Buffer;

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const place = (bytes: Buffer, at: number) => Math.floor(at * bytes.length);
/** What sizes, counts and places are confused by. */
const telling = fc.constantFrom('00', 'ff', '7f', '80', '0000', 'ffff', '00000000', 'ffffffff', '7fffffff', '80000000', '0a', '0d0a', '2d2d');

const overwrite = fc.tuple(share, telling).map(([at, hex]): Change => (bytes) => {
  const changed = Buffer.from(bytes);
  changed.write(hex, place(bytes, at), 'hex');
  return changed;
});
const flip = fc.tuple(share, fc.integer({ min: 1, max: 255 })).map(([at, by]): Change => (bytes) => {
  const changed = Buffer.from(bytes);
  if (changed.length > 0) changed[place(bytes, at)]! ^= by;
  return changed;
});
const insert = fc.tuple(share, fc.uint8Array({ maxLength: 12 })).map(([at, more]): Change => (bytes) => {
  return Buffer.concat([bytes.subarray(0, place(bytes, at)), more, bytes.subarray(place(bytes, at))]);
});
const cut = share.map((at): Change => (bytes) => bytes.subarray(0, place(bytes, at)));
const remove = fc.tuple(share, fc.integer({ min: 1, max: 40 })).map(([at, count]): Change => (bytes) => {
  return Buffer.concat([bytes.subarray(0, place(bytes, at)), bytes.subarray(place(bytes, at) + count)]);
});
const repeat = fc.tuple(share, share, fc.integer({ min: 1, max: 8 })).map(([a, b, times]): Change => (bytes) => {
  const [from, to] = [place(bytes, Math.min(a, b)), place(bytes, Math.max(a, b))];
  return Buffer.concat([bytes.subarray(0, to), ...new Array<Buffer>(times).fill(bytes.subarray(from, to)), bytes.subarray(to)]);
});

const changes = fc.array(
  fc.oneof({ weight: 4, arbitrary: overwrite }, { weight: 4, arbitrary: flip }, insert, cut, remove, repeat),
  { maxLength: 6 },
);

/** One of the files with a few things wrong in it, or none. */
export function changedBytes(files: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> {
  return fc.tuple(files, changes).map(([file, all]) => all.reduce((bytes, change) => change(bytes), file));
}

/** The same text with bytes of it changed, whatever letters come of that. */
export function changedText(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return changedBytes(texts.map((text) => Buffer.from(text))).map((bytes) => bytes.toString());
}

/** The file with the checksums of a PNG made right, so that what was changed is not refused for them. */
export function rightChecksums(bytes: Buffer): Buffer {
  const png = Buffer.from(bytes);
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    if (end + 4 > png.length) break;
    png.writeUInt32BE(crc32(png.subarray(at + 4, end)), end);
    at = end + 4;
  }
  return png;
}
