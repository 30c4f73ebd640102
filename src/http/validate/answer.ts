import * as z from 'zod';
import { id } from '../../contract/submission-id.ts';
import { warning } from '../../contract/warning.ts';
import { found } from '../../contract/result/found.ts';
import { labels } from '../../contract/result/labels.ts';
import { alignment } from '../../contract/result/alignment.ts';

const size = z.tuple([z.int(), z.int()]).meta({ description: '[width, height] in pixels.' });

/** What decoding finds, before any region is traced. */
export const inspection = z.object({
  label_map_size: size,
  alignment,
  labels,
  regions: z
    .array(
      z.object({
        label: z.int(),
        name: z.string(),
        subject_side: z.enum(['left', 'right']).nullable(),
        pixels: z.int().meta({ description: 'Of the label map as it was sent.' }),
      }),
    )
    .meta({ description: 'Every label of the map but the background, merged ones as one.' }),
  warnings: z.array(warning),
  found: found.exactOptional().meta({ description: 'Left out where landmarks and label map were sent.' }),
});

export const validateAnswer = inspection
  .extend({ valid: z.literal(true).meta({ description: 'Always true: what is not valid is refused.' }), id: id.meta({ description: 'The id that the submission would have.' }) })
  .meta({ id: 'Validation' });

export type Inspection = z.infer<typeof inspection>;
export type ValidateAnswer = z.infer<typeof validateAnswer>;
