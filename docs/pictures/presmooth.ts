import { IDENTITY, type LabelMap, partitionLabelMap } from '../../src/geometry/index.ts';
import { clean } from '../../src/imaging/clean.ts';
import type { OpenCv } from '../../src/imaging/open-cv.ts';
import { presmooth } from '../../src/imaging/presmooth.ts';
import { ACCENT, line, picture, pixels, type Panel } from './drawing.ts';

const SCALE = 5;
const SIGMA_PX = 1.5;
/** Pixels take the label of another one up to this far away, in both directions. */
const NOISE_PX = 2;

/** A noisy label map and what is drawn for it: only cleaned, blurred by label before that, and blurred and smoothed. */
export function drawPresmooth(cv: OpenCv, map: LabelMap, labels: readonly number[], frame: Omit<Panel, 'title' | 'elements'>): string {
  const noisy = withNoise(map);
  const panel = (presmoothPx: number, smoothing: number): Panel => {
    const { map: cleaned, report } = clean(cv, presmooth(cv, noisy, presmoothPx).map, 4);
    const options = { detail: { kind: 'preset', name: 'balanced' }, smoothing, placement: IDENTITY } as const;
    const { regions } = partitionLabelMap(cleaned, options, report);
    const rings = regions.filter(({ label }) => labels.includes(label)).flatMap(({ parts }) => parts.flatMap(({ outer, holes }) => [outer, ...holes]));
    const points = new Set(rings.flat().map(String)).size;
    return {
      ...frame,
      title: `presmooth_px ${presmoothPx}, smoothing ${smoothing}: ${points} points`,
      elements: [...pixels(noisy, frame), ...rings.map((ring) => line([...ring, ring[0]!], { stroke: ACCENT, 'stroke-width': 0.3 }))],
    };
  };
  return picture('Contours of a noisy label map: cleaned, blurred label by label, and smoothed as well', SCALE, [panel(0, 0), panel(SIGMA_PX, 0), panel(SIGMA_PX, 0.5)]);
}

/** The same noise every time: a linear congruential generator (Numerical Recipes, 1992, section 7.1). */
function withNoise({ ids, width, height }: LabelMap): LabelMap {
  let state = 1;
  const shift = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * (2 * NOISE_PX + 1)) - NOISE_PX;
  };
  const noisy = Uint8Array.from(ids, (_, i) => {
    const x = Math.min(width - 1, Math.max(0, (i % width) + shift()));
    const y = Math.min(height - 1, Math.max(0, Math.floor(i / width) + shift()));
    return ids[y * width + x]!;
  });
  return { ids: noisy, width, height };
}
