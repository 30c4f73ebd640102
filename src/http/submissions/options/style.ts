import * as z from 'zod';
import type { RegionStyle, StyleOptions } from '../../../contract.ts';
import { DEFAULT_STYLE, isColour, isDash } from '../../../geometry/drawing/style.ts';

const MOST_REGIONS = 256;

const opacity = z.number().min(0).max(1);
const strokeWidth = z.number().min(0).max(100).meta({ description: 'Pixels of the portrait.' });

const colour = z
  .string()
  .max(40, { abort: true })
  .refine(isColour, 'Expected a colour: #rgb, #rrggbb, #rrggbbaa or a name of CSS.')
  .meta({ description: '`#rgb`, `#rrggbb`, `#rrggbbaa` or a name of CSS.', examples: ['#ff8800', 'teal'] });

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
}) satisfies z.ZodType<RegionStyle>;

const label = z.string().regex(/^[1-9]\d{0,4}$/, 'Expected a label: a whole number from 1.');

export const styleOptions = z
  .strictObject({
    fill_opacity: opacity.default(DEFAULT_STYLE.fill_opacity),
    stroke: colour.default(DEFAULT_STYLE.stroke),
    stroke_width: strokeWidth.default(DEFAULT_STYLE.stroke_width),
    dash: dash.default(DEFAULT_STYLE.dash),
    labels: z.enum(['none', 'numbers', 'names']).default(DEFAULT_STYLE.labels).meta({
      description: 'What is written on each region.',
    }),
    portrait: z.enum(['embed', 'none']).default(DEFAULT_STYLE.portrait).meta({
      description: '`embed`: the upright portrait lies under the regions, inside the SVG.',
    }),
    regions: z
      .record(label, regionStyle)
      .refine((regions) => Object.keys(regions).length <= MOST_REGIONS, `Expected ${MOST_REGIONS} regions at most.`)
      .default(DEFAULT_STYLE.regions)
      .meta({
        description: 'Another style for single regions, by label.',
        examples: [{ '10': { fill: 'teal', dash: 'none' } }],
      }),
  })
  .prefault({})
  .meta({ description: 'How the SVG looks.' }) satisfies z.ZodType<StyleOptions>;
