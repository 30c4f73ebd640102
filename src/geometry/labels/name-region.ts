import type { LabelSides } from '../../contract/label-choice.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { SubjectSide } from './label-schema.ts';
import { nameLabel } from './label-schemas.ts';
import { type Merge, mergedGroups } from './merge-labels.ts';

export interface RegionName {
  readonly name: string;
  readonly subjectSide: SubjectSide | null;
}

/**
 * A label's name by its schema; a merged region has the name that was given, and a side where all its labels share one.
 *
 * @param sides of the labels as they lie in the map; of others the schema's own count
 */
export function nameRegion(schema: LabelSchemaName | 'unknown', label: number, merge: Merge, sides: LabelSides = {}): RegionName {
  const own = (member: number): RegionName => {
    const { name, subjectSide } = nameLabel(schema, member);
    return { name, subjectSide: sides[member] === undefined ? subjectSide : sides[member] };
  };
  const group = mergedGroups(merge).find((candidate) => candidate.label === label);
  if (!group) return own(label);
  const [first, ...others] = group.labels.map((member) => own(member).subjectSide);
  return { name: group.name, subjectSide: others.every((side) => side === first) ? (first ?? null) : null };
}
