import { crc32, deflateSync } from 'node:zlib';
import type { Case } from '../../src/cli/case.ts';

const WIDTH = 96;
const HEIGHT = 112;

/** Parts of a face by LaPa's labels, painted one over the other: centre and half axes in the upright face. */
const PARTS: readonly (readonly [label: number, x: number, y: number, halfWidth: number, halfHeight: number])[] = [
  [1, 0, 0, 30, 40],
  [2, -13, -16, 8, 2.5],
  [3, 13, -16, 8, 2.5],
  [4, -13, -9, 6, 3.5],
  [5, 13, -9, 6, 3.5],
  [6, 0, 4, 5, 10],
  [7, 0, 20, 11, 3],
  [9, 0, 25, 10, 3],
];

/** Eyes, nose tip, corners of the mouth. */
const LANDMARKS = [[-13, -9], [13, -9], [0, 9], [-10, 22], [10, 22]] as const;

/**
 * A face of a hundred pixels that takes a worker some milliseconds. Each number gives another portrait, tilt and label
 * map, so that no step of one is remembered for another.
 */
export function smallCase(number: number): Case {
  // The golden ratio's multiples never come together: tilts of -20 to 20 degrees.
  const tilt = ((((number * 0.618_033_988_75) % 1) * 40 - 20) * Math.PI) / 180;
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const labelAt = (x: number, y: number) => {
    const [dx, dy] = [x - WIDTH / 2, y - HEIGHT / 2];
    const [u, v] = [dx * cos + dy * sin, dy * cos - dx * sin];
    return PARTS.findLast(([, cx, cy, a, b]) => ((u - cx) / a) ** 2 + ((v - cy) / b) ** 2 <= 1)?.[0] ?? 0;
  };
  const map = Buffer.alloc(WIDTH * HEIGHT);
  const portrait = Buffer.alloc(3 * WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const at = y * WIDTH + x;
      map[at] = labelAt(x + 0.5, y + 0.5);
      const grain = ((at * 2_654_435_761 + number * 40_503) >>> 7) % 16;
      portrait.set([90 + 12 * map[at]! + grain, 80 + 6 * map[at]! + grain, 70 + grain], 3 * at);
    }
  }
  const landmarks = LANDMARKS.map(([u, v]) => [WIDTH / 2 + u * cos - v * sin, HEIGHT / 2 + u * sin + v * cos]);
  return { portrait: png(portrait, 3), labelMap: png(map, 1), landmarks };
}

/** Eight bits a channel, unfiltered rows; PNG's colour types 0 (gray) and 2 (RGB). */
function png(pixels: Buffer, channels: 1 | 3): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, channels === 1 ? 0 : 2], 8);
  const stride = WIDTH * channels;
  const rows = Array.from({ length: HEIGHT }, (_, y) => Buffer.concat([Buffer.of(0), pixels.subarray(y * stride, (y + 1) * stride)]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
