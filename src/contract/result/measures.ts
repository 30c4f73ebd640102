import * as z from 'zod';
import { warning } from '../warning.ts';

/** The measures of an answer, piece by piece; docs/measures.md defines each of them. */

const coordinates = z.tuple([z.number(), z.number()]).meta({ description: '[x, y] in pixels of the upright frame.' });
const side = z.enum(['left', 'right']).nullable().meta({ description: "The person's own side." });
const degrees = z.number().meta({ description: 'From forehead to chin, y down: 90 is upright.' });

const length = z
  .object({ px: z.number(), mm: z.number().nullable() })
  .meta({ id: 'Length', description: 'Millimetres hold in the plane of the irises; null without a scale.' });

const area = z
  .object({ px2: z.number(), mm2: z.number().nullable() })
  .meta({ id: 'Area', description: 'Square millimetres hold in the plane of the irises; null without a scale.' });

const share = z
  .object({ px: z.number(), mm: z.number().nullable(), share: z.number().nullable() })
  .meta({ id: 'Share', description: 'A length, and its share in the whole; null unless every part of the whole is known.' });

const point = z
  .object({
    point: coordinates,
    source: z.enum(['skin_hair_border', 'skin_border', 'nose_border', 'brow_regions', 'eye_region', 'landmark', 'brow_landmarks']),
  })
  .meta({ id: 'MeasuredPoint', description: 'A point on the line that is measured along, and what it was taken from.' });

const scale = z
  .object({
    mm_per_px: z.number(),
    uncertainty_mm_per_px: z.number(),
    relative_uncertainty: z.number().meta({ description: 'One standard deviation. Lengths in mm have it, areas twice of it.' }),
    relative_parts: z
      .object({ population: z.number(), irises: z.number(), circles: z.number() })
      .meta({ description: 'How far people, the two irises, and irises and circles differ; the root of the sum of their squares is the whole.' }),
    iris_px: z.object({ right: z.number(), left: z.number() }),
    iris_mm: z.number(),
    iris_standard_deviation_mm: z.number(),
    source: z.string(),
  })
  .meta({ id: 'Scale', description: 'From the horizontal diameter of the irises.' });

const midline = z
  .object({
    source: z.enum(['map', 'landmarks']),
    point: coordinates,
    angle_degrees: degrees,
    from_regions: z.int(),
    left_out: z.array(z.int()).meta({ description: 'Labels of regions too far off the line to have any weight in it.' }),
    spread: length.nullable(),
    landmarks: z
      .object({
        angle_degrees: degrees,
        angle_difference_degrees: z.number(),
        offset: length.nullable().meta({ description: "At `point`, positive towards the subject's left." }),
      })
      .meta({ id: 'LandmarkMidline' })
      .nullable(),
  })
  .meta({ id: 'Midline', description: 'The line that left and right are compared about.' });

const region = z
  .object({
    label: z.int(),
    name: z.string(),
    subject_side: side,
    area,
    perimeter: length,
    centroid: coordinates,
    midline_offset: length.nullable().meta({ description: "Of the centroid, positive on the subject's left." }),
  })
  .meta({ id: 'RegionMeasures' });

const pairSide = z
  .object({
    label: z.int(),
    area,
    centroid: coordinates,
    midline_distance: length.nullable().meta({ description: "Of the centroid, positive on the region's own side." }),
  })
  .meta({ id: 'PairSide' });

const pair = z
  .object({
    name: z.string(),
    right: pairSide,
    left: pairSide,
    centroid: coordinates.meta({ description: 'Centre of mass of both together.' }),
    midpoint: coordinates.meta({ description: 'Middle between both centroids.' }),
    centroid_distance: length,
    differences: z.object({
      area,
      area_ratio: z.number().nullable().meta({ description: 'Right over left.' }),
      midline_distance: length.nullable(),
      height: length.nullable().meta({ description: 'Along the midline, positive where the right one lies lower.' }),
      mirrored_iou: z.number().nullable().meta({ description: 'Intersection over union of one with the mirror image of the other.' }),
    }),
  })
  .meta({
    id: 'PairMeasures',
    description: "Two regions of one name. Differences are right minus left, by the subject's sides.",
  });

const thirds = z
  .object({
    upper: share.nullable(),
    middle: share.nullable(),
    lower: share.nullable(),
    points: z.object({
      trichion: point.nullable(),
      brow_line: point.nullable(),
      subnasale: point.nullable(),
      menton: point.nullable(),
    }),
    complete: z.boolean(),
  })
  .meta({ id: 'Thirds', description: 'Heights along the midline.' });

const fifths = z
  .object({
    right_side: share.nullable(),
    right_eye: share.nullable(),
    between_eyes: share.nullable(),
    left_eye: share.nullable(),
    left_side: share.nullable(),
    points: z.object({
      face_right: point.nullable(),
      eye_outer_right: point.nullable(),
      eye_inner_right: point.nullable(),
      eye_inner_left: point.nullable(),
      eye_outer_left: point.nullable(),
      face_left: point.nullable(),
    }),
    complete: z.boolean(),
  })
  .meta({
    id: 'Fifths',
    description: "Widths across the midline at the height of the eyes, by the subject's sides.",
  });

export const measuresDocument = z
  .object({
    scale: scale.nullable(),
    midline: midline.nullable(),
    regions: z.array(region),
    pairs: z.array(pair),
    thirds,
    fifths,
    warnings: z.array(warning).meta({
      description: 'Why a value is null, and where another source was taken than the usual one.',
    }),
  })
  .meta({
    id: 'Measures',
    description: 'Numbers in the upright frame. What cannot be measured is null. They are no judgement of a face.',
  });

export type LengthDocument = z.infer<typeof length>;
export type AreaDocument = z.infer<typeof area>;
export type ShareDocument = z.infer<typeof share>;
export type MeasuredPointDocument = z.infer<typeof point>;
export type ScaleDocument = z.infer<typeof scale>;
export type MidlineDocument = z.infer<typeof midline>;
export type RegionMeasuresDocument = z.infer<typeof region>;
export type PairMeasuresDocument = z.infer<typeof pair>;
export type ThirdsDocument = z.infer<typeof thirds>;
export type FifthsDocument = z.infer<typeof fifths>;
export type MeasuresDocument = z.infer<typeof measuresDocument>;
export type PairSideDocument = z.infer<typeof pairSide>;
export type MeasureSource = MeasuredPointDocument['source'];
