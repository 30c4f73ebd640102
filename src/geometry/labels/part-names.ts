import type { LabelSchemaName } from '../../contract/names.ts';
import type { PartName, SubjectSide } from './label-schema.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';

/** The schema of a label map that is put together from parts by name: it has the names of the files that CelebAMask-HQ ships. */
export const SCHEMA_OF_PARTS: LabelSchemaName = 'celebamask-19';

/** Names beside the vocabulary's own. */
const ALIASES: Readonly<Record<string, PartName>> = {
  eye_g: 'glasses', eyeglasses: 'glasses', ear_r: 'earring', neck_l: 'necklace', cloth: 'clothes', clothing: 'clothes',
  eyebrow: 'brow', mouth: 'inner_mouth', u_lip: 'upper_lip', l_lip: 'lower_lip', face: 'skin', face_skin: 'skin', facial_skin: 'skin',
};

const SIDES: readonly (readonly [prefix: string, SubjectSide])[] = [['left_', 'left'], ['right_', 'right'], ['l_', 'left'], ['r_', 'right']];

/**
 * The label that a part has in a schema: by its name in the schema, with or without a side, by CelebAMask-HQ's (`l_brow`,
 * `u_lip`, `eye_g`), or by its number, as `6` and Helen's `lbl06` are. null where the schema has no such part.
 */
export function labelOfPart(name: string, schema: LabelSchemaName): number | null {
  const plain = name.toLowerCase().replaceAll(/[\s-]+/g, '_');
  const [, number] = /^(?:lbl)?0*([1-9]\d{0,4})$/.exec(plain) ?? [];
  if (number !== undefined) return Number(number) <= 65_535 ? Number(number) : null;
  const whole = partOf(plain);
  if (whole !== null) return labelIn(schema, whole, null);
  const side = SIDES.find(([prefix]) => plain.startsWith(prefix));
  const part = side === undefined ? null : partOf(plain.slice(side[0].length));
  return part === null || side === undefined ? null : labelIn(schema, part, side[1]);
}

/** Whether a name is a number, which means the same in every schema. */
export function isNumbered(name: string): boolean {
  return /^(?:lbl)?\d+$/i.test(name);
}

/** The names of a schema, for whoever has sent another. */
export function namesOfParts(schema: LabelSchemaName): string[] {
  return [...LABEL_SCHEMA_TABLES[schema].parts.values()].map(({ name, subjectSide }) => (subjectSide === null ? name : `${subjectSide}_${name}`));
}

/** The part that a file is of, by the end of its name: `00000_l_brow` is one of `l_brow`. null where it names none. */
export function partOfFile(stem: string): { readonly before: string; readonly name: string } | null {
  const words = stem.split('_');
  for (let start = 0; start < words.length; start++) {
    const name = words.slice(start).join('_');
    const isKnown = labelOfPart(name, SCHEMA_OF_PARTS) !== null && (!isNumbered(name) || /^lbl/i.test(name));
    if (isKnown) return { before: words.slice(0, start).join('_'), name };
  }
  return null;
}

function partOf(name: string): PartName | null {
  if (Object.hasOwn(ALIASES, name)) return ALIASES[name]!;
  const isKnown = Object.values(LABEL_SCHEMA_TABLES).some(({ parts }) => [...parts.values()].some((part) => part.name === name));
  return isKnown ? (name as PartName) : null;
}

function labelIn(schema: LabelSchemaName, name: PartName, side: SubjectSide | null): number | null {
  const labels = [...LABEL_SCHEMA_TABLES[schema].parts].filter(([, part]) => part.name === name);
  const own = labels.find(([, { subjectSide }]) => subjectSide === side) ?? labels.find(([, { subjectSide }]) => side === null || subjectSide === null);
  return own?.[0] ?? null;
}
