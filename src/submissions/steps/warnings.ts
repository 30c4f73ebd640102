import type { Warning } from '../../contract/options.ts';
import type { Alignment } from '../../geometry/alignment/alignment.ts';
import { type Merge, mergedGroups } from '../../geometry/labels/merge-labels.ts';
import type { Raster } from './ports.ts';

const MOST_NAMED = 8;

/** What a client should know about the portrait of a submission that could be processed all the same. No coordinates, no bytes. */
export function warningsOf(portrait: Raster, alignment: Alignment): Warning[] {
  const warnings: Warning[] = [];
  if (portrait.exifOrientation !== 1) {
    warnings.push({
      code: 'exif_orientation_applied',
      detail: `The portrait carries EXIF orientation ${portrait.exifOrientation}, which was applied; landmarks and label map are taken to follow it.`,
    });
  }
  if (alignment.skipped !== null) warnings.push({ code: 'alignment_skipped', detail: alignment.skipped });
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
