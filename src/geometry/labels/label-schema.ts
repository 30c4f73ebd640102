import type { LabelSchemaName } from '../../contract/names.ts';

/** The field's parts of a picture of a face, one vocabulary for every schema. */
export type PartName =
  | 'background'
  | 'skin'
  | 'brow'
  | 'eye'
  | 'glasses'
  | 'ear'
  | 'earring'
  | 'nose'
  | 'upper_lip'
  | 'inner_mouth'
  | 'lower_lip'
  | 'lips'
  | 'teeth'
  | 'hair'
  | 'hat'
  | 'neck'
  | 'necklace'
  | 'clothes'
  | 'body_skin'
  | 'person'
  | 'accessory';

/** Every name of a part of the mouth; which of them a schema has depends on how finely it divides. */
export const MOUTH: readonly PartName[] = ['upper_lip', 'inner_mouth', 'lower_lip', 'lips', 'teeth'];

/** The subject's own side: right is the viewer's left in a picture that is not mirrored. */
export type SubjectSide = 'left' | 'right';

export interface NamedPart {
  readonly name: PartName;
  readonly subjectSide: SubjectSide | null;
}

/** What each label of one kind of label map means. 0 is background in all of them. */
export interface LabelSchema {
  readonly name: LabelSchemaName;
  /**
   * Whether all who use the schema mean the same by left and right. Where they do not, the sides in `parts` tell the two
   * of a pair apart, and nothing more.
   */
  readonly sides: 'settled' | 'unsettled';
  readonly parts: ReadonlyMap<number, NamedPart>;
}

export function middle(name: PartName): NamedPart {
  return { name, subjectSide: null };
}

export function right(name: PartName): NamedPart {
  return { name, subjectSide: 'right' };
}

export function left(name: PartName): NamedPart {
  return { name, subjectSide: 'left' };
}
