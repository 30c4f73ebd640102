import type { LabelSchemaName } from '../../contract/names.ts';
import { FrontalError } from '../../contract/errors.ts';
import { isNumbered, labelOfPart, namesOfParts, packParts, SCHEMA_OF_PARTS } from '../../geometry/index.ts';

/** One picture a part, by the part's name; later ones lie over earlier ones. */
export type NamedParts = Readonly<Record<string, unknown>>;

export function isNamedParts(value: unknown): value is NamedParts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** The schema that the names of the parts mean, where none is stated: numbers mean none. */
export function schemaOfParts(parts: NamedParts): LabelSchemaName | null {
  return Object.keys(parts).every(isNumbered) ? null : SCHEMA_OF_PARTS;
}

/**
 * The parts as one file, as they are stored.
 *
 * @param stated the schema that the labels are of
 * @throws FrontalError `invalid_segmentation_map`
 */
export function packNamedParts(parts: NamedParts, stated: LabelSchemaName | null, bytesOf: (value: unknown, subject: string) => Uint8Array): Uint8Array {
  const names = Object.keys(parts);
  if (names.length === 0) throw new FrontalError('invalid_segmentation_map', 'The label map has no parts.');
  const schema = stated ?? SCHEMA_OF_PARTS;
  return packParts(
    names.map((name) => {
      const label = labelOfPart(name, schema);
      const named = JSON.stringify(name.slice(0, 40));
      if (label === null) {
        throw new FrontalError('invalid_segmentation_map', `${named} is no part of ${schema}, which has ${namesOfParts(schema).join(', ')}; CelebAMask-HQ’s names and numbers are taken, too.`);
      }
      return { label, png: bytesOf(parts[name], `The part ${named} of the label map`) };
    }),
  );
}
