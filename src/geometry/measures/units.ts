import type { AreaDocument, LengthDocument, ScaleDocument, ShareDocument } from '../../contract/result.ts';
import { round } from '../plane/rounding.ts';

/** Decimals of pixels and millimetres, of shares and ratios, of degrees. */
const LENGTH_DECIMALS = 3;
const RATIO_DECIMALS = 4;

/** Pixels to what is sent: rounded, and in millimetres where there is a scale. */
export interface Units {
  readonly length: (px: number) => LengthDocument;
  readonly area: (px2: number) => AreaDocument;
}

export function unitsOf(scale: Pick<ScaleDocument, 'mm_per_px'> | null): Units {
  const mmPerPx = scale?.mm_per_px ?? null;
  return {
    length: (px) => ({
      px: round(px, LENGTH_DECIMALS),
      mm: mmPerPx === null ? null : round(px * mmPerPx, LENGTH_DECIMALS),
    }),
    area: (px2) => ({
      px2: round(px2, LENGTH_DECIMALS),
      mm2: mmPerPx === null ? null : round(px2 * mmPerPx ** 2, LENGTH_DECIMALS),
    }),
  };
}

export function roundRatio(ratio: number): number {
  return round(ratio, RATIO_DECIMALS);
}

export function roundDegrees(degrees: number): number {
  return round(degrees, RATIO_DECIMALS);
}

/**
 * Distances between neighbours of an ordered list of places, and the share of each in all of them. null between places
 * that are not known or in the wrong order; no shares unless all are known.
 */
export function sharesBetween(places: readonly (number | null)[], { length }: Units): (ShareDocument | null)[] {
  const lengths = places.slice(1).map((end, i) => {
    const start = places[i]!;
    return start === null || end === null || end <= start ? null : end - start;
  });
  const known = lengths.filter((px) => px !== null);
  const total = known.length === lengths.length ? known.reduce((sum, px) => sum + px, 0) : null;
  return lengths.map((px) => {
    return px === null ? null : { ...length(px), share: total === null ? null : roundRatio(px / total) };
  });
}
