import * as z from 'zod';
import { LABEL_FITS } from '../names.ts';

const share = z.number().min(0).max(1).nullable();

export const labels = z
  .object({
    schema: z.string().meta({ description: 'One of the label schemas, or `unknown`.' }),
    source: z.enum(['stated', 'shape']),
    confidence: z.number().min(0).max(1),
    runner_up: z.object({ schema: z.string(), confidence: z.number() }).meta({ id: 'RunnerUp' }).nullable(),
    landmark_share: z
      .object({ eye: share, brow: share, nose: share, lip: share })
      .meta({ id: 'LandmarkShare', description: "Share of each group's landmarks that falls on the labels of the group." })
      .nullable(),
    against: z.array(z.string()).meta({ description: 'What of the map speaks against the schema.' }),
    fit: z.enum(LABEL_FITS).meta({ description: 'How the map lies on the portrait.' }),
  })
  .meta({ id: 'Labels', description: 'What the label map was found to be.' });

export type LabelsDocument = z.infer<typeof labels>;
