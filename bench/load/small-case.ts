import { crc32, deflateSync } from 'node:zlib';
import type { Case } from '../../src/cli/case.ts';

const SIDE = 48;
/** Landmarks of five points: the subject's right eye, its left one, nose, corners of the mouth. */
const LANDMARKS = [[16, 18], [32, 20], [24, 27], [18, 35], [30, 36]];

/** A face of a few hundred bytes, drawn with two labels: as little pixel work as a submission can have. */
export function smallCase(): Case {
  const inEllipse = (x: number, y: number, rx: number, ry: number) => ((x - 24) / rx) ** 2 + ((y - 26) / ry) ** 2 <= 1;
  const label = (x: number, y: number) => (inEllipse(x, y, 16, 21) ? 1 : inEllipse(x, y, 21, 24) ? 2 : 0);
  return {
    portrait: grayPng((x, y) => 60 + 60 * label(x, y) + (x % 7)),
    labelMap: grayPng(label),
    landmarks: LANDMARKS,
  };
}

function grayPng(valueAt: (x: number, y: number) => number): Buffer {
  const rows = Buffer.alloc(SIDE * (SIDE + 1)); // each row begins with its filter, 0: none
  for (let i = 0; i < SIDE * SIDE; i++) {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    rows[y * (SIDE + 1) + 1 + x] = valueAt(x, y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header[8] = 8; // bits; gray, and the only ways to pack, filter and send there are, are 0
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
