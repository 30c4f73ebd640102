import type { Warning } from '../../contract/warning.ts';
import type { QualityDocument, RegionDocument } from '../../contract/result.ts';

/** IoU with the pixels that were sent, below which a region is hardly the one that was sent. */
const MIN_LEFT = 0.8;
/** The others are counted: a map can have hundreds of labels. */
const MAX_NAMED = 8;
const LONGEST_NAME = 40;

/**
 * Says which regions presmoothing and cleaning changed so much that their fidelity to the map as it is after that says
 * little about the map as it was sent.
 */
export function alteredRegions(regions: readonly RegionDocument[], quality: QualityDocument): Warning[] {
  const altered = regions.filter(({ label }) => (quality.regions[label]!.map_iou) < MIN_LEFT);
  if (altered.length === 0) return [];
  const named = altered.slice(0, MAX_NAMED).map(({ label, name }) => (name === `label ${label}` ? name : `${name.slice(0, LONGEST_NAME)} (${label})`));
  const others = altered.length - named.length;
  return [
    {
      code: 'altered_region',
      detail: `Presmoothing and cleaning changed these regions so much that their IoU with the label map as sent is below ${MIN_LEFT}: ${named.join(', ')}${others === 0 ? '' : ` and ${others} more`}. quality.regions has it as map_iou; every other figure there is held against the map after that. Take a smaller options.contours.presmooth_px or min_part_px where it matters.`,
    },
  ];
}
