import type { Case } from '../src/cli/case.ts';
import { configOfThisProcess } from '../src/settings/config.ts';
import { alignFace, composeAffine, DEFAULT_STYLE, describeRegions, readLandmarks, scaleAffine } from '../src/geometry/index.ts';
import { createImaging } from '../src/imaging/imaging.ts';
import { createPixelPool } from '../src/imaging/pool.ts';
import { imagingLimits } from '../src/processes/limits.ts';
import { medianCost, stopwatch, type Cost } from './cost.ts';

/** Milliseconds by step. */
export type PixelWork = Record<'portrait' | 'label map' | 'align' | 'rotate' | 'partition' | 'draw' | 'all', Cost>;

/** The floor: the same pixels and vectors one after the other in one process, without HTTP, Temporal or a database. */
export async function measureFloor(given: Case, runs: number): Promise<PixelWork> {
  const pool = createPixelPool({ threads: 1 });
  await pool.warmUp();
  const imaging = createImaging({ pool, limits: imagingLimits(configOfThisProcess()) });
  const { signal } = new AbortController();
  const rows: PixelWork[] = [];
  for (let run = 0; run < runs + 5; run++) rows.push(await once());
  await pool.close();
  const counted = rows.slice(5); // the first ones warm the compiler up
  const names = Object.keys(counted[0]!) as (keyof PixelWork)[];
  return Object.fromEntries(names.map((name) => [name, medianCost(counted.map((row) => row[name]))])) as PixelWork;

  async function once(): Promise<PixelWork> {
    const steps: Cost[] = [];
    const all = stopwatch();
    let watch = stopwatch();
    const mark = () => {
      steps.push(watch());
      watch = stopwatch();
    };
    const portrait = await imaging.decodePortrait(given.portrait);
    mark();
    const labelMap = await imaging.decodeLabelMap(given.labelMap);
    mark();
    const alignment = alignFace(readLandmarks(given.landmarks), portrait, { method: 'auto', schema: null, canvas: 'expand', margin: 0 });
    mark();
    const upright = await imaging.rotatePortrait(portrait, alignment.matrix, alignment.uprightSize);
    mark();
    const toPortrait = scaleAffine(portrait.width / labelMap.width, portrait.height / labelMap.height);
    const placement = composeAffine(alignment.matrix, toPortrait);
    const { regions, topology } = await imaging.cutMap(labelMap, { minPartPx: 4, placement }, signal);
    mark();
    const described = describeRegions(regions, { labelSchema: 'unknown' });
    const { uprightSize: size } = alignment;
    const drawing = { size, portrait: upright, regions: described, topology, landmarks: null, zones: [], axes: null, style: DEFAULT_STYLE };
    await imaging.drawSvg(drawing, signal);
    mark();
    const [a, b, c, d, e, f] = steps as [Cost, Cost, Cost, Cost, Cost, Cost];
    return { portrait: a, 'label map': b, align: c, rotate: d, partition: e, draw: f, all: all() };
  }
}
