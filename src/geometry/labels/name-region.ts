import type { LabelSchemaName } from '../../contract/names.ts';
import type { SubjectSide } from './label-schema.ts';
import { nameLabel } from './label-schemas.ts';
import { type Merge, mergedGroups } from './merge-labels.ts';

export interface RegionName {
  readonly name: string;
  readonly subjectSide: SubjectSide | null;
}

/** A label's name by its schema; a merged region has the name that was given, and a side where all its labels share one. */
export function nameRegion(schema: LabelSchemaName | 'unknown', label: number, merge: Merge): RegionName {
  const group = mergedGroups(merge).find((candidate) => candidate.label === label);
  if (!group) return nameLabel(schema, label);
  const [first, ...others] = group.labels.map((member) => nameLabel(schema, member).subjectSide);
  return { name: group.name, subjectSide: others.every((side) => side === first) ? (first ?? null) : null };
}
