import type { LabelOptions } from '../../contract/options.ts';
import type { LabelSides, ChosenLabels, LabelRef } from '../../contract/label-choice.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import { GeometryError } from '../geometry-error.ts';
import type { PartName, SubjectSide } from './label-schema.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';

/** What a name of a region stands for: a part, on one of the subject's sides where it says one. */
export interface NamedRegion {
  readonly name: string;
  readonly side: SubjectSide | null;
}

/** Every name that a schema gives a label, sorted; `background` is none. */
export const PART_NAMES: readonly PartName[] = [
  ...new Set(Object.values(LABEL_SCHEMA_TABLES).flatMap(({ parts }) => Array.from(parts.values(), ({ name }) => name))),
].sort();

const SIDED: ReadonlySet<string> = new Set(
  Object.values(LABEL_SCHEMA_TABLES).flatMap(({ parts }) => [...parts.values()].filter((part) => part.subjectSide !== null).map(({ name }) => name)),
);
const SIDE = /^(left|right)[ _](.+)$/;
const NUMBERED = /^label ([1-9]\d{0,4})$/;

/** Reads `brow`, `left_brow`, `hair`; null for what no schema calls a part. */
export function readPartName(text: string): NamedRegion | null {
  if (PART_NAMES.includes(text as PartName)) return { name: text, side: null };
  const [, side, name] = SIDE.exec(text) ?? [];
  return name !== undefined && SIDED.has(name) ? { name, side: side as SubjectSide } : null;
}

/** The number in `label 7`, the name of a region that no schema names; null for other names. */
export function numberInName(text: string): number | null {
  const [, digits] = NUMBERED.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** Whether an option may call a region so: a part, `label 7`, or a merged region. */
export function isRegionName(text: string, merged: readonly string[]): boolean {
  return readPartName(text) !== null || numberInName(text) !== null || merged.includes(text);
}

/**
 * The numbers of the labels that options name. Sides are those that the map shows, and the schema's own of labels that
 * it does not hold. A name that the schema does not have stands for no label.
 *
 * @throws GeometryError `invalid_option` for names where no schema is known, and for a label in two merges
 */
export function chosenLabels(
  { include, exclude, merge }: Pick<LabelOptions, 'include' | 'exclude' | 'merge'>,
  schema: LabelSchemaName | 'unknown',
  sides: LabelSides,
): ChosenLabels {
  const numbersOf = (refs: readonly LabelRef[], option: string, merged: ChosenLabels['merge']): number[] => {
    const numbers = refs.flatMap((ref) => (typeof ref === 'number' ? [ref] : (merged[ref] ?? labelsNamed(ref, schema, sides, option))));
    return [...new Set(numbers)].sort((a, b) => a - b);
  };
  const merged = Object.fromEntries(Object.entries(merge).map(([name, refs]) => [name, numbersOf(refs, `merge.${name}`, {})]));
  const all = Object.values(merged).flat();
  const twice = all.find((label, i) => all.indexOf(label) !== i);
  if (twice !== undefined) {
    throw new GeometryError('invalid_option', `options.labels.merge joins label ${twice} into two regions, by its name and by another name or its number.`);
  }
  return {
    include: include === null ? null : numbersOf(include, 'include', merged),
    exclude: numbersOf(exclude, 'exclude', merged),
    merge: merged,
  };
}

function labelsNamed(text: string, schema: LabelSchemaName | 'unknown', sides: LabelSides, option: string): number[] {
  const numbered = numberInName(text);
  if (numbered !== null) return [numbered];
  if (schema === 'unknown') {
    throw new GeometryError(
      'invalid_option',
      `options.labels.${option} calls a region ${text}, and the label map fits no known schema, so no label has a name. State options.labels.schema, or the label by its number.`,
    );
  }
  const wanted = readPartName(text);
  if (wanted === null) return [];
  return [...LABEL_SCHEMA_TABLES[schema].parts]
    .filter(([label, { name, subjectSide }]) => {
      const side = sides[label] === undefined ? subjectSide : sides[label];
      return name === wanted.name && (wanted.side === null || side === wanted.side);
    })
    .map(([label]) => label);
}
