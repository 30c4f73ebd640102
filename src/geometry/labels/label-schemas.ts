import type { LabelSchemaName } from '../../contract.ts';
import { BISENET_19 } from './bisenet-19.ts';
import { CELEBAMASK_19 } from './celebamask-19.ts';
import type { LabelSchema, SubjectSide } from './label-schema.ts';
import { LAPA_11 } from './lapa-11.ts';

export { findLabelSchema } from './find-label-schema.ts';

export const LABEL_SCHEMA_TABLES: Readonly<Record<LabelSchemaName, LabelSchema>> = {
  'lapa-11': LAPA_11,
  'celebamask-19': CELEBAMASK_19,
  'bisenet-19': BISENET_19,
};

export interface LabelName {
  /** Of the common vocabulary, or `label 7` where the schema does not know the label. */
  readonly name: string;
  readonly subjectSide: SubjectSide | null;
}

export function nameLabel(schema: LabelSchemaName | 'unknown', label: number): LabelName {
  const part = schema === 'unknown' ? undefined : LABEL_SCHEMA_TABLES[schema].parts.get(label);
  return part ?? { name: `label ${label}`, subjectSide: null };
}
