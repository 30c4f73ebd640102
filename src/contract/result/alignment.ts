import * as z from 'zod';
import { size } from './points.ts';

const affine = z.array(z.number()).length(6).meta({
  description: '[a, b, c, d, e, f]: X = a x + c y + e, Y = b x + d y + f.',
});

export const alignment = z
  .object({
    roll_degrees: z.number().meta({ description: 'Tilt of the face as sent; positive is clockwise on the screen.' }),
    method: z.string(),
    schema: z.string(),
    mirrored: z.boolean().meta({ description: 'Whether the landmarks are those of a mirrored face.' }),
    spread_degrees: z.number().meta({ description: 'How far the cues lie apart.' }),
    cues: z.array(z.object({ name: z.string(), angle_degrees: z.number(), weight: z.number() })),
    skipped: z.string().nullable().meta({ description: 'Why the portrait was left as it came; null where it was turned.' }),
    matrix: affine.meta({ description: 'Original frame to upright frame, in the order of SVG.' }),
    inverse: affine.meta({ description: 'Upright frame to original frame.' }),
    original_size: size,
    upright_size: size,
    label_map_scale: z.tuple([z.number(), z.number()]).meta({ description: 'Label-map pixels to portrait pixels, per axis.' }),
    label_map_offset: z.tuple([z.number(), z.number()]).exactOptional().meta({
      description: 'Where the corner of a label map with padding lies, in portrait pixels of the original frame; missing where it is that of the portrait.',
    }),
    label_map_size: size.exactOptional().meta({ description: 'Of a label map with padding.' }),
  })
  .meta({ id: 'Alignment' });

export type AlignmentDocument = z.infer<typeof alignment>;
