import * as z from 'zod';
import { LABEL_PALETTES, LABEL_SCHEMAS } from '../names.ts';

/** A set in the form of a list: order and repetition say nothing, so they do not make another submission either. */
const labelSet = z
  .array(z.int().min(1).max(65_535))
  .max(256)
  .overwrite((labels) => [...new Set(labels)].sort((a, b) => a - b));

const MOST_MERGES = 64;

const mergeOption = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Expected a name: lower-case letters, digits and _.'), labelSet.min(1))
  .refine((merge) => Object.keys(merge).length <= MOST_MERGES, `Expected ${MOST_MERGES} merges at most.`)
  .refine((merge) => {
    const labels = Object.values(merge).flat();
    return new Set(labels).size === labels.length;
  }, 'A label can be merged into one region only.')
  .default({})
  .meta({
    description: 'Labels that become one region, by its name; the region has the smallest label of them.',
    examples: [{ lips: [7, 9] }],
  });

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
    merge: mergeOption,
    palette: z.enum(LABEL_PALETTES).nullable().default(null).meta({
      description: 'The colours that a colour PNG is painted in. null: the map holds ids.',
    }),
  })
  .prefault({})
  .meta({ description: 'Which labels of the map are drawn, and what they are called.' });

export type LabelOptions = z.infer<typeof labelOptions>;
