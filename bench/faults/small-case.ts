import { encode } from 'fast-png';
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
  const png = (data: Buffer, channels: number) => Buffer.from(encode({ width: WIDTH, height: HEIGHT, channels, data }));
  return { portrait: png(portrait, 3), labelMap: png(map, 1), landmarks };
}
