import type { PlainLabelPalette, LabelPalette, LabelRef } from '../../contract/label-choice.ts';
import { LABEL_SCHEMAS, type LabelSchemaName } from '../../contract/names.ts';
import { GeometryError } from '../geometry-error.ts';
import { numberInName, readPartName } from './label-names.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';

export interface ResolvedPalette {
  readonly palette: PlainLabelPalette;
  /** The schema that the palette states; null for one that gives numbers alone. */
  readonly schema: LabelSchemaName | null;
}

/**
 * A palette with numbers for its names. Names of parts are labels of the stated schema, or of the first that has all of
 * them, which they state.
 *
 * @throws GeometryError `invalid_option` for names that no schema, or not the stated one, has
 */
export function resolvePalette(palette: LabelPalette, stated: LabelSchemaName | null): ResolvedPalette {
  if (typeof palette === 'string') return { palette, schema: palette === 'voc' ? null : palette };
  const names = Object.values(palette).filter((ref): ref is string => typeof ref === 'string' && plainLabel(ref) === null);
  const schema = names.length === 0 ? null : schemaWith(names, stated);
  const labelOf = (ref: LabelRef): number => (typeof ref === 'number' ? ref : (plainLabel(ref) ?? labelNamed(ref, schema!)!));
  return { palette: Object.fromEntries(Object.entries(palette).map(([colour, ref]) => [colour, labelOf(ref)])), schema };
}

/** The number that a name means in every schema. */
function plainLabel(name: string): number | null {
  return name === 'background' ? 0 : numberInName(name);
}

function schemaWith(names: readonly string[], stated: LabelSchemaName | null): LabelSchemaName {
  const missingIn = (schema: LabelSchemaName) => names.filter((name) => labelNamed(name, schema) === undefined);
  if (stated !== null) {
    const [missing] = missingIn(stated);
    if (missing === undefined) return stated;
    throw new GeometryError('invalid_option', `A colour is called ${missing}, which the stated schema ${stated} does not have. Give it the number of a label.`);
  }
  const schema = LABEL_SCHEMAS.find((name) => missingIn(name).length === 0);
  if (schema !== undefined) return schema;
  throw new GeometryError(
    'invalid_option',
    `No label schema has all the parts that the colours are called (${[...new Set(names)].join(', ')}). Give them numbers, and the regions their names in options.labels.merge.`,
  );
}

/** A part without a side is the first of the two that have its name: both in one colour. */
function labelNamed(text: string, schema: LabelSchemaName): number | undefined {
  const wanted = readPartName(text);
  return [...LABEL_SCHEMA_TABLES[schema].parts].find(([, { name, subjectSide }]) => {
    return name === wanted?.name && (wanted.side === null || wanted.side === subjectSide);
  })?.[0];
}
