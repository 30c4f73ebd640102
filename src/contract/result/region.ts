import * as z from 'zod';
import { ZONES } from '../names.ts';
import { coordinates, ring, side } from './points.ts';

const outlined = {
  subject_side: side.meta({ description: "The person's own side." }),
  viewer_side: side.meta({ description: 'The side in the picture.' }),
  parts: z.array(z.object({ outer: ring, holes: z.array(ring) })),
  area_px: z.number(),
  perimeter_px: z.number().meta({ description: 'Outer rings and holes together.' }),
  centroid: coordinates,
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).meta({ description: '[x, y, width, height]' }),
};

/** Everything that carries one label, as it is stored. */
export const region = z.object({ label: z.int(), name: z.string(), ...outlined });

/** A part of the face that no label marks, cut by the borders of the regions, as it is stored. */
export const zone = z.object({ name: z.enum(ZONES), ...outlined });

const geometry = z
  .object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(coordinates))) })
  .meta({ description: 'The parts once more as a GeoJSON geometry: rings closed, outer ring first, pixels.' });

/** As they are answered: with a geometry that follows from their parts. */
export const answeredRegion = region.extend({ geometry }).meta({ id: 'Region', description: 'Everything that carries one label.' });
export const answeredZone = zone
  .extend({ geometry })
  .meta({ id: 'Zone', description: 'A part of the face that no label marks, cut by the borders of the regions.' });

export type RegionDocument = z.infer<typeof region>;
export type ZoneDocument = z.infer<typeof zone>;
