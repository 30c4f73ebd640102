import * as z from 'zod';
import { isColour, isDash } from '../css.ts';
import { THEMES } from '../names.ts';

const MAX_REGIONS = 256;

const opacity = z.number().min(0).max(1);
const strokeWidth = z.number().min(0).max(100).meta({ description: 'Pixels of the portrait. 0: no line.' });

const colour = z
  .string()
  .max(40, { abort: true })
  .refine(isColour, 'Expected a colour: #rgb, #rrggbb, #rrggbbaa or a name of CSS.')
  .meta({
    description: '`#rgb`, `#rrggbb`, `#rrggbbaa` or a name of CSS.',
    pattern: '^(#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[A-Za-z]+)$',
    examples: ['#ff8800', 'teal'],
  });

const dash = z
  .string()
  .max(120, { abort: true })
  .refine(isDash, 'Expected lengths in pixels such as "6 4", or "none".')
  .nullable()
  .overwrite((pattern) => (pattern === 'none' ? null : pattern))
  .meta({
    description: 'Lengths of dashes and gaps in pixels, as SVG writes them; `none` or null draws a solid line.',
    examples: ['6 4', 'none'],
  });

const regionStyle = z.strictObject({
  fill: colour.exactOptional(),
  fill_opacity: opacity.exactOptional(),
  stroke: colour.exactOptional(),
  stroke_width: strokeWidth.exactOptional(),
  dash: dash.exactOptional(),
});

/** Which names there are depends on labels.merge: see options.ts. */
const region = z
  .string()
  .regex(/^([1-9]\d{0,4}|label [1-9]\d{0,4}|[a-z][a-z0-9_]{0,39})$/, 'Expected a label, a whole number from 1, or the name of a region.');

export const styleOptions = z
  .strictObject({
    theme: z.enum(THEMES).default('consultation').meta({
      description:
        'Gives every value that is not stated. `consultation`: white dashes over a light tint; `annotation`: thin lines, strong tints, names; `print`: black on white paper; `high-contrast`: yellow lines in black; `colour-blind-safe`: colours that every common kind of vision tells apart.',
    }),
    fill_opacity: opacity.exactOptional(),
    stroke: colour.exactOptional(),
    stroke_width: strokeWidth.exactOptional(),
    dash: dash.exactOptional(),
    labels: z.enum(['none', 'numbers', 'names']).exactOptional().meta({
      description: 'What is written in each region, or beside it where it does not fit.',
    }),
    portrait: z.enum(['embed', 'none']).exactOptional().meta({
      description: '`embed`: the upright portrait lies under the regions, inside the SVG.',
    }),
    landmarks: z.boolean().exactOptional().meta({ description: 'Draws a dot a landmark.' }),
    axes: z.boolean().exactOptional().meta({ description: "Draws the face's midline and the line through its eyes." }),
    regions: z
      .record(region, regionStyle)
      .refine((regions) => Object.keys(regions).length <= MAX_REGIONS, `Expected ${MAX_REGIONS} regions at most.`)
      .default({})
      .meta({
        description: 'Another style for single regions, by label or by the name that the answer gives them.',
        examples: [{ '10': { fill: 'teal', dash: 'none' } }, { hair: { fill: 'teal' }, left_brow: { stroke: 'white' } }],
      }),
  })
  .prefault({})
  .meta({ description: 'How the SVG looks.' });

type StatedStyle = z.infer<typeof styleOptions>;

/** What is not stated comes from the theme, which is `consultation` where none is stated. */
export type StyleOptions = Partial<StatedStyle> & Pick<StatedStyle, 'regions'>;
export type RegionStyle = z.infer<typeof regionStyle>;
