import { move, transferableSymbol, valueSymbol } from 'piscina';

import type { LabelMap } from '../geometry/label-map.ts';
import { partitionLabelMap, type Partition } from '../geometry/partition.ts';
import { outcomeOf, type Outcome } from './carried-error.ts';
import { clean } from './clean.ts';
import { decodeLabelMap as decode } from './decode-label-map.ts';
import { loadOpenCv } from './open-cv.ts';
import type { PixelTasks } from './pixel-tasks.ts';

// A thread takes tasks only when it has OpenCV, so no task ever waits for it.
const { cv } = await loadOpenCv();

/** Runs the code once over a few regions and specks, so that the first real map does not meet it cold. */
export async function warmUp(): Promise<Outcome<null>> {
  return outcomeOf(() => {
    const [width, height] = [256, 256];
    const ids = Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return (x * 7 + y * 13) % 101 === 0 ? 9 : Math.floor(Math.hypot(x - 128, y - 120) / 30);
    });
    const { map, report } = clean(cv, { width, height, ids }, 4);
    partitionLabelMap(map, { tolerancePx: 0.5, minPartPx: 4, placement: [1, 0, 0, 1, 0, 0] }, report);
    return null;
  });
}

/** The map's ids are handed over, not copied. */
export async function decodeLabelMap({ bytes, limits }: PixelTasks['decodeLabelMap']): Promise<unknown> {
  const outcome: Outcome<LabelMap> = await outcomeOf(() => decode(bytes, limits));
  if (!outcome.ok) return outcome;
  return move({ [transferableSymbol]: [outcome.value.ids.buffer], [valueSymbol]: outcome });
}

export async function partition({ map, options }: PixelTasks['partition']): Promise<Outcome<Partition>> {
  return outcomeOf(() => {
    const cleaned = clean(cv, map, options.minPartPx);
    return partitionLabelMap(cleaned.map, options, cleaned.report);
  });
}
