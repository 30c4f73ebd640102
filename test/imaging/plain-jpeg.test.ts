import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { plainJpeg } from '../../src/imaging/plain-jpeg.ts';

const side = 64;
const pixels = Uint8Array.from({ length: side * side * 3 }, (_, i) => (i * 7 + (i >> 6) * 13) % 256);
const picture = () => sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
const decoded = (bytes: Uint8Array) => sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
const position = { IFD0: { Make: 'Camera of someone' }, IFD3: { GPSLatitude: '47/1 30/1 0/1', GPSLatitudeRef: 'N' } };

/** A segment behind the first marker. */
function withSegment(jpeg: Uint8Array, marker: number, body: string): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(body, 'latin1'), jpeg.subarray(2)]);
}

describe('what is not the plain picture', () => {
  it.each([
    ['a colour profile, which not every viewer would apply as we do', () => picture().withIccProfile('p3').jpeg().toBuffer()],
    ['four colours', () => picture().toColourspace('cmyk').jpeg().toBuffer()],
    ['no JPEG', () => picture().png().toBuffer()],
    ['nothing', () => Promise.resolve(Buffer.alloc(0))],
  ])('is not taken: %s', async (_what, make) => {
    expect(plainJpeg(await make())).toBeNull();
  });

  it('is not taken wherever it is cut off', async () => {
    const whole = await picture().jpeg().toBuffer();
    for (let length = 0; length < whole.length; length += 7) expect(plainJpeg(whole.subarray(0, length))).toBeNull();
  });

  it('is not taken where it is coded in lines that not every viewer reads', async () => {
    const arithmetic = Buffer.from(await picture().jpeg().toBuffer());
    arithmetic[arithmetic.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc9;
    expect(plainJpeg(arithmetic)).toBeNull();
  });
});

describe('the plain picture', () => {
  it.each([
    ['baseline', () => picture().jpeg({ quality: 80 })],
    ['progressive', () => picture().jpeg({ quality: 90, progressive: true })],
    ['colours at full size', () => picture().jpeg({ chromaSubsampling: '4:4:4' })],
    ['gray', () => picture().toColourspace('b-w').jpeg()],
  ])('has every pixel of the file, and needs no second time: %s', async (_kind, make) => {
    const file = await make().withExif(position).toBuffer();
    const plain = plainJpeg(file)!;
    expect(Buffer.compare(await decoded(plain), await decoded(file))).toBe(0);
    expect(plainJpeg(plain)).toEqual(plain);
  });

  it('says nothing of where, when and by what it was taken', async () => {
    const file = await picture().withExif(position).withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>').jpeg().toBuffer();
    expect((await sharp(file).metadata()).exif).toBeDefined();
    const marked = withSegment(withSegment(file, 0xfe, 'a comment'), 0xed, 'Photoshop 3.0');
    const plain = plainJpeg(marked)!;
    const { exif, xmp, iptc, comments } = await sharp(plain).metadata();
    expect([exif, xmp, iptc, comments]).toEqual([undefined, undefined, undefined, undefined]);
    const text = Buffer.from(plain).toString('latin1');
    for (const said of ['Camera', 'xmpmeta', 'comment', 'Photoshop', 'Exif']) expect(text).not.toContain(said);
  });

  it('has no thumbnail, which may show more than the picture', async () => {
    const file = await picture().jpeg().toBuffer();
    const plain = plainJpeg(withSegment(file, 0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01\xaa\xbb\xcc'))!;
    expect(plain.length).toBe(plainJpeg(withSegment(file, 0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'))!.length);
    expect(Buffer.from(plain).includes(Buffer.from([0xaa, 0xbb, 0xcc]))).toBe(false);
  });

  it('ends where it ends', async () => {
    const file = await picture().jpeg().toBuffer();
    const plain = plainJpeg(file)!;
    expect(plainJpeg(Buffer.concat([file, Buffer.from('a second picture'), file]))).toEqual(plain);
  });

  it('keeps what says that its colours are red, green and blue', async () => {
    const file = await picture().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
    const adobe = withSegment(file, 0xee, 'Adobe\0\x64\0\0\0\0\0');
    expect(Buffer.compare(await decoded(plainJpeg(adobe)!), await decoded(adobe))).toBe(0);
    expect(Buffer.compare(await decoded(adobe), await decoded(file))).not.toBe(0);
  });
});
