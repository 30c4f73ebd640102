import * as z from 'zod';

const foundLandmarks = z
  .object({
    model: z.string(),
    score: z.number().min(0).max(1).meta({ description: 'How sure the less sure of detector and mesh is.' }),
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({
      description: '[x, y, width, height] of the landmarks, in pixels of the portrait as it was sent.',
    }),
    faces: z.int().min(1).meta({ description: 'How many faces were seen. Beside a large face, small ones are looked for only where options.find.face asks for another.' }),
  })
  .meta({ id: 'FoundLandmarks' });

const foundLabelMap = z.object({ model: z.string(), labels: z.array(z.int()) }).meta({ id: 'FoundLabelMap' });

export const found = z
  .object({ landmarks: foundLandmarks.nullable(), label_map: foundLabelMap.nullable() })
  .meta({ id: 'Found', description: 'What Frontal found itself; null for what was sent.' });

export type FoundDocument = z.infer<typeof found>;
