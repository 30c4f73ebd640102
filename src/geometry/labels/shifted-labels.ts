import type { LabelSchemaName } from '../../contract/names.ts';
import type { LabelMap } from '../lattice/label-map.ts';
import { identifyLabels, type LabelEvidence } from './identify-labels.ts';

/** Ways in which numbers come to be off by one, and what undoes them. */
const SHIFTS: readonly { readonly what: string; readonly undo: (label: number) => number }[] = [
  { what: 'less', undo: (label) => Math.max(0, label - 1) },
  // What was 0 has wrapped round, or was left out.
  { what: 'more', undo: (label) => (label === 255 || label === 65_535 ? 0 : label + 1) },
];

/**
 * Whether the labels would fit a schema if each were one less, or one more, as where a class was left out or counted from 1.
 *
 * @returns a sentence that says so, or null
 */
export function shiftHint(map: LabelMap, evidence: Omit<LabelEvidence, 'blobs'>): string | null {
  for (const { what, undo } of SHIFTS) {
    const schema = schemaOf({ ...map, ids: Uint16Array.from(map.ids, undo) }, evidence);
    if (schema !== null) return `With every label one ${what}, the labels would fit ${schema}: they seem to be shifted by one.`;
  }
  return null;
}

function schemaOf(map: LabelMap, evidence: Omit<LabelEvidence, 'blobs'>): LabelSchemaName | null {
  const { shape } = identifyLabels(map, null, evidence);
  return shape === 'unknown' ? null : shape;
}
