import * as z from 'zod';
import { LABEL_SCHEMAS, type LabelOptions } from '../../../contract.ts';

/** A set in the form of a list: order and repetition say nothing, so they do not make another submission either. */
const labelSet = z
  .array(z.int().min(1).max(65_535))
  .max(256)
  .overwrite((labels) => [...new Set(labels)].sort((a, b) => a - b));

export const labelOptions = z
  .strictObject({
    schema: z.enum(LABEL_SCHEMAS).nullable().default(null).meta({
      description: 'Gives the regions their names and sides. null: found by shape.',
    }),
    include: labelSet.nullable().default(null).meta({
      description: 'Labels to draw. null: all but the background 0.',
      examples: [[1, 4, 5]],
    }),
    exclude: labelSet.default([]).meta({ description: 'Labels to leave out.', examples: [[10]] }),
  })
  .prefault({})
  .meta({ description: 'Which labels of the map are drawn, and what they are called.' }) satisfies z.ZodType<LabelOptions>;
