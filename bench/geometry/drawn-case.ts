import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Point, Size } from '../../src/geometry/index.ts';
import type { DrawnCase } from './smoothing.ts';
import type { BenchCase } from './whole-partition.ts';

interface Truth {
  /** MultiPolygon coordinates in portrait pixels. */
  readonly regions: Readonly<Record<string, readonly (readonly (readonly Point[])[])[]>>;
}

/** The case with the outlines it was painted from, or null for one that was not painted from any. */
export async function readOutlines(folder: string, { name, map }: BenchCase, portrait: Size): Promise<DrawnCase | null> {
  const file = await readFile(join(folder, 'truth_analytic.json'), 'utf8').catch(() => null);
  if (file === null) return null;
  const { regions } = JSON.parse(file) as Truth;
  const [sx, sy] = [map.width / portrait.width, map.height / portrait.height];
  const outlines = Object.entries(regions).map(([label, polygons]) =>
    [Number(label), polygons.flat().map((ring) => ring.map(([x, y]): Point => [x * sx, y * sy]))] as const);
  return { name, map, outlines: new Map(outlines) };
}
