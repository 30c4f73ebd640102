import * as z from 'zod';
import { ALIGNMENT_METHODS, CANVASES, LANDMARK_SCHEMAS } from '../names.ts';

export const alignmentOptions = z
  .strictObject({
    method: z.enum(ALIGNMENT_METHODS).default('auto').meta({
      description:
        '`auto`: consensus of every symmetric pair and the midline of the landmark schema; `eyes`: the eye centres alone; `first-two`: landmarks 0 and 1 are the eye centres; `none`: the portrait is left as it came.',
    }),
    schema: z.enum(LANDMARK_SCHEMAS).nullable().default(null).meta({
      description: 'Which point is which. null: by the number of landmarks, then by their shape.',
    }),
    canvas: z.enum(CANVASES).default('expand').meta({
      description: "`expand`: the upright frame grows so that nothing is clipped; `keep`: the portrait's own size; `crop`: the face's box and `margin` around it.",
    }),
    margin: z.number().min(0).max(2).default(0.2).meta({
      description: "What `crop` leaves on each side of the face's box, as a share of the box's longer side.",
    }),
  })
  .prefault({})
  .meta({ description: 'How the face is turned upright.' });

export type AlignmentOptions = z.infer<typeof alignmentOptions>;
