import * as z from 'zod';
import { alignment } from './result/alignment.ts';
import { found } from './result/found.ts';
import { labels } from './result/labels.ts';
import { measuresDocument } from './result/measures.ts';
import { coordinates, ring } from './result/points.ts';
import { quality } from './result/quality.ts';
import { region, zone } from './result/region.ts';
import { warning } from './warning.ts';

/** Stored documents are upright; the other frame is answered on demand. */
export const FRAMES = ['upright', 'original'] as const;
export type Frame = (typeof FRAMES)[number];

export const frameParameter = z.enum(FRAMES).optional().meta({
  description: 'The frame of the coordinates: upright (the default), or original: the portrait as it was sent. The SVG is upright in either.',
});

/**
 * What a submission's content decides of its answer, in the spelling of the HTTP contract, as `render` stores it. The
 * status route adds what belongs to the submission: id, status, SVG, times, expiry.
 */
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
  found: found.exactOptional().meta({ description: 'Left out where landmarks and label map were sent.' }),
});

export type ResultDocument = z.infer<typeof resultDocument>;

export type { AlignmentDocument } from './result/alignment.ts';
export type { FoundDocument } from './result/found.ts';
export type { LabelsDocument } from './result/labels.ts';
export type * from './result/measures.ts';
export type { Coordinates } from './result/points.ts';
export type { QualityDocument } from './result/quality.ts';
export type { RegionDocument, ZoneDocument } from './result/region.ts';
