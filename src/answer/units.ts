import type { AreaDocument, LengthDocument, ShareDocument } from '../contract/result.ts';
import { round, type Share } from '../geometry/index.ts';

/** Decimals of pixels and millimetres, of shares and ratios, of degrees. */
const LENGTH_DECIMALS = 3;
const RATIO_DECIMALS = 4;

/** Pixels to what is sent: rounded, and in millimetres where there is a scale. */
export interface Units {
  readonly length: (px: number) => LengthDocument;
  /** Of one that may be unknown. */
  readonly lengthOrNull: (px: number | null) => LengthDocument | null;
  readonly area: (px2: number) => AreaDocument;
  readonly share: (part: Share | null) => ShareDocument | null;
}

/** @param mmPerPx null without a scale */
export function unitsOf(mmPerPx: number | null): Units {
  const length = (px: number): LengthDocument => ({
    px: round(px, LENGTH_DECIMALS),
    mm: mmPerPx === null ? null : round(px * mmPerPx, LENGTH_DECIMALS),
  });
  return {
    length,
    lengthOrNull: (px) => (px === null ? null : length(px)),
    area: (px2) => ({
      px2: round(px2, LENGTH_DECIMALS),
      mm2: mmPerPx === null ? null : round(px2 * mmPerPx ** 2, LENGTH_DECIMALS),
    }),
    share: (part) => part && { ...length(part.px), share: roundRatio(part.share) },
  };
}

export function roundRatio(ratio: number | null): number | null {
  return ratio === null ? null : round(ratio, RATIO_DECIMALS);
}

export function roundDegrees(degrees: number): number {
  return round(degrees, RATIO_DECIMALS);
}
