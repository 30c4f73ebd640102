import type { LabelSchemaName } from '../../contract/names.ts';
import { BISENET_19 } from './schemas/bisenet-19.ts';
import { CELEBAMASK_19 } from './schemas/celebamask-19.ts';
import { CELEBAMASK_19_LIST1 } from './schemas/celebamask-19-list1.ts';
import { EASYPORTRAIT_9 } from './schemas/easyportrait-9.ts';
import { FACER_19 } from './schemas/facer-19.ts';
import { IBUGMASK_14 } from './schemas/ibugmask-14.ts';
import { FRONTAL_11 } from './schemas/frontal-11.ts';
import type { LabelSchema, PartName, SubjectSide } from './label-schema.ts';
import { LAPA_11 } from './schemas/lapa-11.ts';
import { MEDIAPIPE_6 } from './schemas/mediapipe-6.ts';
import { MT_14 } from './schemas/mt-14.ts';
import { SEGFORMER_19 } from './schemas/segformer-19.ts';

export const LABEL_SCHEMA_TABLES: Readonly<Record<LabelSchemaName, LabelSchema>> = {
  'lapa-11': LAPA_11,
  'frontal-11': FRONTAL_11,
  'ibugmask-14': IBUGMASK_14,
  'mt-14': MT_14,
  'celebamask-19': CELEBAMASK_19,
  'celebamask-19-list1': CELEBAMASK_19_LIST1,
  'bisenet-19': BISENET_19,
  'segformer-19': SEGFORMER_19,
  'facer-19': FACER_19,
  'easyportrait-9': EASYPORTRAIT_9,
  'mediapipe-6': MEDIAPIPE_6,
};

export interface LabelName {
  /** Of the common vocabulary, or `label 7` where the schema does not know the label. */
  readonly name: PartName | `label ${number}`;
  readonly subjectSide: SubjectSide | null;
}

export function nameLabel(schema: LabelSchemaName | 'unknown', label: number): LabelName {
  if (label === 0) return { name: 'background', subjectSide: null };
  const part = schema === 'unknown' ? undefined : LABEL_SCHEMA_TABLES[schema].parts.get(label);
  return part ?? { name: `label ${label}`, subjectSide: null };
}
