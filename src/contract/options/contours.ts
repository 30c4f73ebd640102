import * as z from 'zod';
import { DETAIL_PRESETS } from '../names.ts';

const detail = z
  .union([
    z.enum(DETAIL_PRESETS).meta({
      description:
        '`measure`: every pixel keeps its label. `balanced`: close to the pixels in few points. `editable`: as few points as a person wants to drag.',
    }),
    z.strictObject({
      tolerance_px: z.number().min(0).max(16).meta({
        description: 'Largest deviation of a border from the traced one, in pixels of the label map.',
      }),
    }),
    z.strictObject({
      max_points: z.int().min(1).max(1_000_000).meta({ description: 'No more distinct points than this, over all regions that are drawn.' }),
    }),
    z.strictObject({
      min_iou: z.number().min(0).max(1).meta({ description: 'No region below this IoU with its pixels in the map as it is traced, after presmoothing and cleaning, in as few points as it takes.' }),
    }),
  ])
  .default('balanced')
  .meta({
    description: 'How much of the traced borders is kept.',
    examples: ['balanced', { tolerance_px: 1.5 }, { max_points: 200 }, { min_iou: 0.97 }],
  });

export const contourOptions = z
  .strictObject({
    detail,
    smoothing: z.number().min(0).max(1).default(0).meta({
      description:
        '0 draws straight lines from point to point, 1 the smoothest curves. Borders move together; junctions and the corners of eyes and mouth stay.',
    }),
    min_part_px: z.int().min(0).max(10_000).default(4).meta({
      description: 'Parts with fewer pixels go to the neighbour with the longest common border.',
    }),
    presmooth_px: z.number().min(0).max(16).default(0).meta({
      description:
        'For noisy label maps: every label is blurred by a Gaussian with this sigma, in pixels of the label map, and each pixel takes the strongest label. Fidelity, `min_iou` too, is held against the map after this; `map_iou` in `quality.regions` says what is left of each region as sent.',
    }),
  })
  .prefault({})
  .meta({ description: 'How borders are drawn.' });

export type ContourOptions = z.infer<typeof contourOptions>;
export type DetailOption = ContourOptions['detail'];
