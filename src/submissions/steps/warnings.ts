import type { LabelSchemaName, Warning } from '../../contract/options.ts';
import type { Alignment } from '../../geometry/alignment/alignment.ts';
import type { Size } from '../../geometry/plane/affine.ts';
import { type Merge, mergedGroups } from '../../geometry/labels/merge-labels.ts';
import type { Raster } from './ports.ts';

/** Sides may differ by this share before a label map counts as distorted: rounding of sizes stays below it. */
const ASPECT_TOLERANCE = 0.02;

const MOST_NAMED = 8;

/** What a client should know about a submission that could be processed all the same. No coordinates, no bytes. */
export function warningsOf(
  portrait: Raster,
  labelMap: Size,
  alignment: Alignment,
  labelSchema: LabelSchemaName | 'unknown',
): Warning[] {
  const warnings: Warning[] = [];
  if (portrait.exifOrientation !== 1) {
    warnings.push({
      code: 'exif_orientation_applied',
      detail: `The portrait carries EXIF orientation ${portrait.exifOrientation}, which was applied; landmarks and label map are taken to follow it.`,
    });
  }
  const aspect = (portrait.width * labelMap.height) / (portrait.height * labelMap.width);
  if (Math.abs(aspect - 1) > ASPECT_TOLERANCE) {
    warnings.push({
      code: 'label_map_aspect',
      detail: `The label map (${labelMap.width}x${labelMap.height}) has another shape than the portrait (${portrait.width}x${portrait.height}); each axis was scaled by itself.`,
    });
  }
  if (alignment.skipped !== null) warnings.push({ code: 'alignment_skipped', detail: alignment.skipped });
  if (labelSchema === 'unknown') {
    warnings.push({
      code: 'label_schema_unknown',
      detail: 'The labels fit no known schema, so regions are named by their number. State one in options.labels.schema.',
    });
  }
  return warnings;
}

/**
 * A merge may name labels that a map happens not to hold; those without any of their labels are likely meant for another
 * map. One warning for all of them: it passes through Temporal, beside the options.
 */
export function mergeWarnings(merge: Merge, present: ReadonlySet<number>): Warning[] {
  const [first, ...others] = mergedGroups(merge).filter(({ labels }) => !labels.some((label) => present.has(label)));
  if (first === undefined) return [];
  const labels = others.length === 0 ? `the labels ${firstFew(first.labels)}` : 'the labels';
  const names = firstFew([first, ...others].map(({ name }) => name));
  return [{ code: 'merge_without_labels', detail: `The label map holds none of ${labels} that options.labels.merge joins to ${names}.` }];
}

function firstFew(things: readonly (string | number)[]): string {
  const more = things.length > MOST_NAMED ? ` and ${things.length - MOST_NAMED} more` : '';
  return `${things.slice(0, MOST_NAMED).join(', ')}${more}`;
}
