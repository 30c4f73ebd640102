import type { ZodOpenApiOverride } from 'zod-openapi';

type Schema = Parameters<ZodOpenApiOverride>[0]['jsonSchema'];

/**
 * Schemas as generators of clients read them, where JSON Schema has two ways to say one thing: a tuple of equal items is
 * an array of a fixed length, and what may be null is a type of two names. What is taken and answered stays the same.
 */
export const flatten: ZodOpenApiOverride = ({ jsonSchema }) => {
  flattenTuple(jsonSchema);
  flattenNullable(jsonSchema);
};

/** `prefixItems` with `items: false`: openapi-python-client reads no schema that is `false`. */
function flattenTuple(schema: Schema): void {
  const { prefixItems: [first, ...others] = [], items } = schema;
  if (first === undefined || (items as unknown) !== false) return;
  if (others.some((one) => JSON.stringify(one) !== JSON.stringify(first))) return;
  delete schema.prefixItems;
  schema.items = first;
}

/** `anyOf` with `{"type": "null"}` makes a class of its own in openapi-generator; a reference has no type to add to. */
function flattenNullable(schema: Schema): void {
  const { anyOf } = schema;
  if (anyOf?.length !== 2) return;
  const [known, none] = anyOf as [Schema, Schema];
  if (none.type !== 'null' || typeof known.type !== 'string') return;
  delete schema.anyOf;
  Object.assign(schema, { ...known, ...schema, type: [known.type, 'null'], ...(known.enum && { enum: [...known.enum, null] }) });
}
