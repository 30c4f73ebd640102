import * as z from 'zod';
import type { ContourOptions } from '../../../contract.ts';

const BALANCED = { tolerance_px: 0.5 };

const detail = z.strictObject({
  tolerance_px: z.number().min(0).max(16).meta({
    description: 'Largest deviation of a border from the traced one, in pixels of the label map. 0 keeps every corner.',
  }),
});

export const contourOptions = z
  .strictObject({
    detail: z
      .union([z.literal('balanced').transform(() => BALANCED), detail])
      .prefault('balanced')
      .meta({ description: '`balanced` is half a pixel.', examples: ['balanced', { tolerance_px: 1.5 }] }),
    min_part_px: z.int().min(0).max(10_000).default(4).meta({
      description: 'Parts with fewer pixels go to the neighbour with the longest common border.',
    }),
  })
  .prefault({})
  .meta({ description: 'How borders are drawn.' }) satisfies z.ZodType<ContourOptions>;
