import type { ZodOpenApiOverride } from 'zod-openapi';

type Schema = Parameters<ZodOpenApiOverride>[0]['jsonSchema'];

/**
 * Schemas as generators of clients read them, where JSON Schema has two ways to say one thing: a tuple of equal items is
 * an array of a fixed length, and what may be null is a type of two names. What is taken and answered stays the same.
 */
export const flatten: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  flattenTuple(jsonSchema);
  flattenNullable(jsonSchema, io);
  // Says what the format says, and openapi-generator writes a check of it that it does not import.
  if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  // The same one takes the only value of a boolean for a text.
  if (typeof jsonSchema.const === 'boolean') delete jsonSchema.const;
};

/** `prefixItems` with `items: false`: openapi-python-client reads no schema that is `false`. */
function flattenTuple(schema: Schema): void {
  const { prefixItems: [first, ...others] = [], items } = schema;
  if (first === undefined || (items as unknown) !== false) return;
  if (others.some((one) => JSON.stringify(one) !== JSON.stringify(first))) return;
  delete schema.prefixItems;
  schema.items = first;
}

/**
 * `anyOf` with `{"type": "null"}` stops openapi-generator, or makes a class of its own there. Of answers, objects that may be
 * null are references, with a name: it reads them as such, and forgets of a type of two names that one of them is null.
 */
function flattenNullable(schema: Schema, io: 'input' | 'output'): void {
  const { anyOf } = schema;
  if (anyOf?.length !== 2) return;
  const [known, none] = anyOf as [Schema, Schema];
  if (none.type !== 'null' || typeof known.type !== 'string' || (known.type === 'object' && io === 'output')) return;
  delete schema.anyOf;
  Object.assign(schema, { ...known, ...schema, type: [known.type, 'null'], ...(known.enum && { enum: [...known.enum, null] }) });
}
