import * as z from 'zod';
import { measuresDocument } from './measures-schema.ts';
import { ZONES } from '../contract/options.ts';
import {
  FRAMES,
  type AlignmentDocument,
  type FoundDocument,
  type LabelsDocument,
  type QualityDocument,
  type RegionDocument,
  type ResultDocument,
  type ZoneDocument,
} from '../contract/result.ts';

/** The part of an answer that the submission's content decides, piece by piece. */

const coordinates = z.tuple([z.number(), z.number()]).meta({ description: '[x, y] in pixels.' });
const ring = z.array(coordinates).meta({ id: 'Ring', description: 'A closed ring; its last point is not its first again.' });
const affine = z.array(z.number()).length(6).meta({
  description: '[a, b, c, d, e, f]: X = a x + c y + e, Y = b x + d y + f.',
});
const size = z.tuple([z.int(), z.int()]).meta({ description: '[width, height] in pixels.' });
const side = z.enum(['left', 'right']).nullable();

export const warning = z.object({ code: z.string(), detail: z.string() }).meta({ id: 'Warning' });

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
  })
  .meta({ id: 'Alignment' }) satisfies z.ZodType<AlignmentDocument>;

const share = z.number().min(0).max(1).nullable();

export const labels = z
  .object({
    schema: z.string().meta({ description: 'One of the label schemas, or `unknown`.' }),
    source: z.enum(['stated', 'shape']),
    confidence: z.number().min(0).max(1),
    runner_up: z.object({ schema: z.string(), confidence: z.number() }).nullable(),
    landmark_share: z
      .object({ eye: share, brow: share, nose: share, lip: share })
      .nullable()
      .meta({ description: "Share of each group's landmarks that falls on the labels of the group." }),
  })
  .meta({ id: 'Labels', description: 'What the label map was found to be.' }) satisfies z.ZodType<LabelsDocument>;

const outlined = {
  subject_side: side.meta({ description: "The person's own side." }),
  viewer_side: side.meta({ description: 'The side in the picture.' }),
  parts: z.array(z.object({ outer: ring, holes: z.array(ring) })),
  area_px: z.number(),
  perimeter_px: z.number().meta({ description: 'Outer rings and holes together.' }),
  centroid: coordinates,
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({ description: '[x, y, width, height]' }),
  geometry: z
    .object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(coordinates))) })
    .meta({ description: 'The parts once more as a GeoJSON geometry: rings closed, outer ring first, pixels.' }),
};

const zone = z
  .object({ name: z.enum(ZONES), ...outlined })
  .meta({ id: 'Zone', description: 'A part of the face that no label marks, cut by the borders of the regions.' }) satisfies z.ZodType<ZoneDocument>;

const region = z
  .object({ label: z.int(), name: z.string(), ...outlined })
  .meta({ id: 'Region', description: 'Everything that carries one label.' }) satisfies z.ZodType<RegionDocument>;

const quality = z
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
  }) satisfies z.ZodType<QualityDocument>;

export const frameParameter = z.enum(FRAMES).optional().meta({
  description: 'The frame of the coordinates: upright (the default), or original: the portrait as it was sent. The SVG is upright in either.',
});

export const found = z
  .object({
    landmarks: z
      .object({
        model: z.string(),
        score: z.number().min(0).max(1).meta({ description: 'How sure the less sure of detector and mesh is.' }),
        box: z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({
          description: '[x, y, width, height] of the landmarks, in pixels of the portrait as it was sent.',
        }),
        faces: z.int().min(1).meta({ description: 'How many faces were seen. Beside a large face, small ones are looked for only where options.find.face asks for another.' }),
      })
      .nullable(),
    label_map: z.object({ model: z.string(), labels: z.array(z.int()) }).nullable(),
  })
  .meta({ id: 'Found', description: 'What Frontal found itself; null for what was sent.' }) satisfies z.ZodType<FoundDocument>;

export const resultDocument = z.object({
  mask_contours: z.record(z.string(), ring).meta({
    description: 'The largest outer ring of each label, in the upright frame.',
    examples: [{ '1': [[10, 10], [20, 10], [20, 20]] }],
  }),
  frame: z.enum(FRAMES).meta({ description: 'Of all coordinates but those of `alignment`.' }),
  alignment,
  labels,
  landmarks: z.array(coordinates).meta({ description: 'In the order they were sent in.' }),
  regions: z.array(region),
  zones: z.array(zone),
  measures: measuresDocument.nullable().meta({ description: 'null where they were not asked for.' }),
  quality,
  warnings: z.array(warning),
  found: found.optional().meta({ description: 'Left out where landmarks and label map were sent.' }),
}) satisfies z.ZodType<ResultDocument>;
