import * as z from 'zod';

export const quality = z
  .object({
    overlap_px: z.number(),
    gap_px: z.number(),
    crossings: z.int(),
    points: z.int(),
    cleaned: z.object({
      parts: z.int().meta({ description: 'Parts that went to a neighbour.' }),
      pixels: z.int().meta({ description: 'Pixels that went to a neighbour.' }),
      presmoothed_pixels: z.int().meta({ description: 'Pixels that `contours.presmooth_px` gave another label before.' }),
    }),
    regions: z.record(
      z.string(),
      z.object({
        iou: z.number(),
        area_error: z.number(),
        max_deviation_px: z.number(),
        smoothing_drift_px: z.number(),
        parts_kept: z.int(),
        parts_dropped: z.int(),
        map_iou: z.number().meta({
          description:
            'IoU of the region’s pixels in the label map as sent with those after `contours.presmooth_px` and cleaning. All other figures are held against the map after these.',
        }),
      }),
    ),
  })
  .meta({
    id: 'Quality',
    description: 'Computed from the polygons of this answer, against the label map as it was traced: merged, presmoothed and cleaned.',
  });

export type QualityDocument = z.infer<typeof quality>;
