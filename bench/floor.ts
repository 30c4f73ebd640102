import type { Case } from '../src/cli/case.ts';
import { configOfThisProcess } from '../src/settings/config.ts';
import { alignFace, composeAffine, DEFAULT_STYLE, describeRegions, readLandmarks, scaleAffine } from '../src/geometry/index.ts';
import { createImaging } from '../src/imaging/imaging.ts';
import { createPixelPool } from '../src/imaging/pool.ts';
import { imagingLimits } from '../src/processes/limits.ts';
import { median } from './statistics.ts';

type Times = Record<'portrait' | 'label map' | 'align' | 'rotate' | 'partition' | 'draw' | 'all', number>;

/**
 * The floor: the same pixels and vectors one after the other in one process, without HTTP, Temporal or a database.
 *
 * @returns milliseconds of the median run
 */
export async function measureFloor(given: Case, runs: number, print: (line: string) => void): Promise<number> {
  const pool = createPixelPool({ threads: 1 });
  await pool.warmUp();
  const imaging = createImaging({ pool, limits: imagingLimits(configOfThisProcess()) });
  const { signal } = new AbortController();
  const rows: Times[] = [];
  for (let run = 0; run < runs + 5; run++) rows.push(await once());
  await pool.close();
  const counted = rows.slice(5); // the first ones warm the compiler up

  print('the pixel work alone, p50');
  for (const name of Object.keys(counted[0]!) as (keyof Times)[]) {
    print(`  ${name.padEnd(16)} ${median(counted.map((row) => row[name])).toFixed(1).padStart(7)} ms`);
  }
  return median(counted.map(({ all }) => all));

  async function once(): Promise<Times> {
    const marks = [performance.now()];
    const mark = () => void marks.push(performance.now());
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
    const [a, b, c, d, e, f] = marks.slice(1).map((at, i) => at - marks[i]!) as [number, number, number, number, number, number];
    return { portrait: a, 'label map': b, align: c, rotate: d, partition: e, draw: f, all: marks.at(-1)! - marks[0]! };
  }
}
