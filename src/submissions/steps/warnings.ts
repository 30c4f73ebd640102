import type { Warning } from '../../contract/warning.ts';
import { type Alignment, type Merge, mergedGroups } from '../../geometry/index.ts';

const MAX_NAMED = 8;

/** What a client should know about the alignment of a submission that could be processed all the same. */
export function alignmentWarnings({ skipped }: Alignment): Warning[] {
  return skipped === null ? [] : [{ code: 'alignment_skipped', detail: skipped }];
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
  const more = things.length > MAX_NAMED ? ` and ${things.length - MAX_NAMED} more` : '';
  return `${things.slice(0, MAX_NAMED).join(', ')}${more}`;
}
