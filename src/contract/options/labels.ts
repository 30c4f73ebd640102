import * as z from 'zod';
import type { LabelRef } from '../label-choice.ts';
import { LABEL_FACES, LABEL_FITS, LABEL_PALETTES, LABEL_SCHEMAS } from '../names.ts';

const MAX_LABEL = 65_535;
const label = z.int().min(1).max(MAX_LABEL);
const MAX_NAME = 48;

const labelRef = z.union([label, z.string().min(1).max(MAX_NAME)], { error: 'Expected a label, a whole number from 1, or the name of a region.' });

const ascending = (a: LabelRef, b: LabelRef): number => {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : Number(a > b);
};

/** A set in the form of a list: order and repetition say nothing, so they do not make another submission either. */
const labelSet = z
  .array(labelRef)
  .max(256)
  .overwrite((labels) => [...new Set(labels)].sort(ascending));

const MAX_MERGES = 64;

const mergeOption = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Expected a name: lower-case letters, digits and _.'), labelSet.min(1))
  .refine((merge) => Object.keys(merge).length <= MAX_MERGES, `Expected ${MAX_MERGES} merges at most.`)
  .refine((merge) => {
    const labels = Object.values(merge).flat();
    return new Set(labels).size === labels.length;
  }, 'A label can be merged into one region only.')
  .default({})
  .meta({
    description: 'Labels that become one region, by its name; the region has the smallest label of them.',
    examples: [{ lips: [7, 9] }, { brows: ['brow'] }],
  });

/** An image that is read by colours has one byte for a label. */
const MAX_COLOUR_LABEL = 255;
const MAX_COLOURS = 256;

const ownColours = z
  .record(
    z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'Expected a colour: #rrggbb.'),
    z.union([z.int().min(0).max(MAX_COLOUR_LABEL), z.string().min(1).max(MAX_NAME)], {
      error: `Expected a label, a whole number from 0 to ${MAX_COLOUR_LABEL}, or the name of a part.`,
    }),
  )
  .refine((colours) => Object.keys(colours).length > 0, 'Expected one colour at least.')
  .refine((colours) => Object.keys(colours).length <= MAX_COLOURS, `Expected ${MAX_COLOURS} colours at most.`)
  .refine((colours) => {
    const keys = Object.keys(colours).map((colour) => colour.toLowerCase());
    return new Set(keys).size === keys.length;
  }, 'A colour stands for one label only.')
  .overwrite((colours) => Object.fromEntries(Object.entries(colours).map(([colour, ref]) => [colour.toLowerCase(), ref])));

const paletteOption = z
  .union([z.enum(LABEL_PALETTES), ownColours], { error: `Expected one of ${LABEL_PALETTES.join(', ')}, or an object such as {"#800000": 1, "#008000": "nose"}.` })
  .nullable()
  .default(null)
  .meta({
    description:
      'The colours that a colour PNG is painted in: a published table by its name, `voc` the generated one of Pascal VOC, or `{"#rrggbb": label or name of a part}`, in which black is background if it is nothing else. null: the map holds ids.',
    override: {
      anyOf: [
        { type: ['string', 'null'], enum: [...LABEL_PALETTES, null] },
        { type: 'object', additionalProperties: { type: ['integer', 'string'] } },
      ],
    },
    examples: ['celebamask-19', { '#800000': 1, '#008000': 'nose' }],
  });

const backgroundOption = z
  .union([label, z.array(label).max(256)], { error: 'Expected a label, a whole number from 1, or a list of them.' })
  .default([])
  .transform((labels) => [...new Set(typeof labels === 'number' ? [labels] : labels)].sort((a, b) => a - b))
  .meta({
    description: 'Labels that are no region, beside 0: one or a list. An outline of them between regions goes to its neighbours.',
    examples: [255, [254, 255]],
  });

/** Whether names are those of regions, whoever knows the regions says: see http/input/region-names.ts. */
export const labelOptions = z
  .strictObject({
    schema: z.enum(LABEL_SCHEMAS).nullable().default(null).meta({
      description: 'Gives the regions their names and sides. null: found by shape.',
    }),
    include: labelSet.nullable().default(null).meta({
      description: 'Labels to draw, by number or by the name that the answer gives a region. null: all but the background 0.',
      examples: [[1, 4, 5], ['hair', 'left_brow']],
    }),
    exclude: labelSet.default([]).meta({ description: 'Labels to leave out, by number or name.', examples: [[10], ['hair']] }),
    merge: mergeOption,
    palette: paletteOption,
    background: backgroundOption,
    fit: z.enum(['auto', ...LABEL_FITS]).default('auto').meta({
      description:
        '`stretch`: the map lies on the portrait whole, each axis scaled by itself; `contain`: the portrait lies in the middle of the map, the rest is padding; `corner`: in its upper left corner. `auto`: the one that the landmarks bear out.',
    }),
    face: z.enum(LABEL_FACES).default('landmarks').meta({
      description: 'Of several faces in the map: `landmarks`, the one that the landmarks mean; `all`.',
    }),
  })
  .prefault({})
  .meta({ description: 'Which labels of the map are drawn, and what they are called.' });

export type LabelOptions = z.infer<typeof labelOptions>;
