import type { CertificateSummary } from '../contract/steps.ts';
import type { QualityDocument } from '../contract/result.ts';
import type { Cut } from '../submissions/steps/ports.ts';

const rounded = (value: number, digits: number) => Number(value.toFixed(digits));

/** The certificate in the spelling of the contract, for the labels that are drawn. */
export function describeCertificate({ certificate, cleaned, presmoothedPixels, mapIous, regions: cut }: Cut, drawn: ReadonlySet<number>): QualityDocument {
  const regions: QualityDocument['regions'] = {};
  for (const [label, quality] of certificate.regions) {
    if (!drawn.has(label)) continue;
    regions[label] = {
      iou: rounded(quality.iou, 4),
      area_error: rounded(quality.areaError, 4),
      max_deviation_px: rounded(quality.maxDeviationPx, 3),
      smoothing_drift_px: rounded(quality.smoothingDriftPx, 3),
      parts_kept: quality.partsKept,
      parts_dropped: quality.partsDropped,
      map_iou: rounded(mapIous.get(label) ?? 1, 4),
    };
  }
  return {
    overlap_px: rounded(certificate.overlapPx, 3),
    gap_px: rounded(certificate.gapPx, 3),
    crossings: certificate.crossings,
    points: drawn.size === cut.length ? certificate.points : distinctPoints(cut.filter(({ label }) => drawn.has(label))),
    cleaned: { parts: cleaned.parts, pixels: cleaned.pixels, presmoothed_pixels: presmoothedPixels },
    regions,
  };
}

/** The worst of what the certificate says, small enough to pass through Temporal. */
export function summarise({ regions, crossings }: QualityDocument): CertificateSummary {
  const each = Object.values(regions);
  return {
    minIou: Math.min(1, ...each.map(({ iou }) => iou)),
    maxDeviationPx: Math.max(0, ...each.map(({ max_deviation_px: px }) => px)),
    crossings,
  };
}

/** Neighbours have the same points along their border. */
function distinctPoints(regions: Cut['regions']): number {
  const points = new Set<string>();
  for (const { parts } of regions) {
    for (const { outer, holes } of parts) for (const ring of [outer, ...holes]) for (const [x, y] of ring) points.add(`${x} ${y}`);
  }
  return points.size;
}
