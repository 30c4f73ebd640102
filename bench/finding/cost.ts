import type { Raster } from '../../src/submissions/steps/ports.ts';
import type { Networks } from '../../src/finding/find-face.ts';
import { findWanted } from '../../src/finding/find-wanted.ts';
import { median } from '../statistics.ts';
import { LARGEST, type FindingCase } from './finding-case.ts';

const PIXELS = 1_000_000;
const WARM_UP = 5;

/** CPU of this process, whatever else the machine does; memory from after the warm-up on; bytes of every find. */
export async function measureCost(networks: Networks, { name, portrait }: FindingCase, repeats: number, print: (line?: string) => void): Promise<void> {
  const sized = enlarged(portrait, Math.sqrt(PIXELS / (portrait.width * portrait.height)));
  const first = written(networks, sized);
  for (let i = 0; i < WARM_UP; i++) written(networks, sized);
  const memory = process.memoryUsage().rss;
  const times: number[] = [];
  let equal = 0;
  for (let i = 0; i < repeats; i++) {
    const before = process.cpuUsage();
    const again = written(networks, sized);
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
    if (again.equals(first)) equal++;
  }
  const growth = (process.memoryUsage().rss - memory) / 2 ** 20;
  print(`${name} at ${sized.width}x${sized.height}: median ${median(times).toFixed(0)} ms of CPU, ${equal} of ${repeats} with the same bytes, memory ${growth >= 0 ? '+' : ''}${growth.toFixed(0)} MiB over them`);
}

function written(networks: Networks, portrait: Raster): Buffer {
  const { labelMap, ...found } = findWanted(networks, portrait, LARGEST);
  return Buffer.concat([Buffer.from(JSON.stringify(found)), Buffer.from(labelMap?.ids ?? [])]);
}

/** By the nearest pixel: only its size matters here. */
function enlarged(portrait: Raster, scale: number): Raster {
  const [width, height] = [Math.round(portrait.width * scale), Math.round(portrait.height * scale)];
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      const from = (Math.floor(((y + 0.5) * portrait.height) / height) * portrait.width + Math.floor(((x + 0.5) * portrait.width) / width)) * 3;
      data.set(portrait.data.subarray(from, from + 3), at);
    }
  }
  return { ...portrait, width, height, data };
}
