import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A gray PNG whose pixels are stored as they are, so that few pixels take many bytes. */
export function storedPng(width: number, height: number, valueAt: (x: number, y: number) => number): Buffer {
  const rows = Buffer.alloc(height * (1 + width));
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (1 + width) + 1 + x] = valueAt(x, y);
  return png(width, height, [chunk('IDAT', deflateSync(rows, { level: 0 }))]);
}

/** Noise: a portrait of as many bytes as pixels, which no encoder makes smaller. */
export function noisePng(width: number, height: number): Buffer {
  const rows = randomBytes(height * (1 + width));
  for (let y = 0; y < height; y++) rows[y * (1 + width)] = 0;
  return png(width, height, [chunk('IDAT', deflateSync(rows, { level: 0 }))]);
}

/** As many chunks of this type as fit into so many bytes: 12 bytes each. */
export function manyChunks(picture: Buffer, type: string, bytes: number): Buffer {
  const one = chunk(type, Buffer.alloc(0));
  const many = Buffer.alloc(Math.floor((bytes - picture.length) / one.length) * one.length, one);
  return Buffer.concat([picture.subarray(0, 33), many, picture.subarray(33)]);
}

function png(width: number, height: number, chunks: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), ...chunks, chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
