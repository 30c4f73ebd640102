import * as z from 'zod';
import { FRAMES } from '../../contract/result.ts';

/** Formats of others, as far as this service fills them in. */

const position = z.tuple([z.number(), z.number()]).meta({ description: '[x, y] in pixels, y down.' });
const size = z.tuple([z.int(), z.int()]).meta({ description: '[width, height] of the picture that the coordinates are of.' });
const regionProperties = z
  .looseObject({ label: z.int(), name: z.string(), area_px: z.number() })
  .meta({ id: 'RegionProperties', description: 'What the status says of the region, without its parts.' });
const whole = { submission: z.string(), frame: z.enum(FRAMES), size };

export const geojson = z
  .object({
    type: z.literal('FeatureCollection'),
    ...whole,
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        id: z.int().meta({ description: 'The label.' }),
        properties: regionProperties,
        geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
      }),
    ),
  })
  .meta({ id: 'GeoJson', description: 'RFC 7946.' });

export const topojson = z
  .object({
    type: z.literal('Topology'),
    ...whole,
    objects: z.object({
      regions: z.object({
        type: z.literal('GeometryCollection'),
        geometries: z.array(
          z.object({
            type: z.literal('MultiPolygon'),
            id: z.int().meta({ description: 'The label.' }),
            properties: regionProperties,
            arcs: z.array(z.array(z.array(z.int()))).meta({ description: 'k: arc k forward, -1-k: arc k backward.' }),
          }),
        ),
      }),
    }),
    arcs: z.array(z.array(position)),
  })
  .meta({ id: 'TopoJson', description: 'TopoJSON 1.0, without `transform`.' });

const runLengths = z.object({ size: z.array(z.int()).length(2).meta({ description: '[height, width]' }), counts: z.array(z.int()) });

export const coco = z
  .object({
    info: z.object({ description: z.string(), version: z.string(), submission: z.string(), frame: z.enum(FRAMES) }),
    licenses: z.array(z.looseObject({})),
    images: z.array(z.object({ id: z.int(), file_name: z.string(), width: z.int(), height: z.int() })),
    categories: z.array(z.object({ id: z.int(), name: z.string(), supercategory: z.string() })),
    annotations: z.array(
      z.object({
        id: z.int(),
        image_id: z.int(),
        category_id: z.int().meta({ description: 'The label.' }),
        segmentation: z.union([z.array(z.array(z.number())), runLengths]),
        area: z.number(),
        bbox: z.array(z.number()).length(4),
        iscrowd: z.int(),
      }),
    ),
  })
  .meta({ id: 'Coco', description: 'https://cocodataset.org/#format-data' });

export const labelme = z
  .object({
    version: z.string(),
    flags: z.looseObject({}),
    shapes: z.array(
      z.object({
        label: z.string(),
        points: z.array(z.array(z.number()).length(2)).meta({ description: '[x, y] in pixels, y down.' }),
        group_id: z.int().meta({ description: 'The label; all parts of a region share it.' }),
        description: z.string(),
        shape_type: z.literal('polygon'),
        flags: z.looseObject({}),
      }),
    ),
    imagePath: z.string(),
    imageData: z.string().nullable().meta({ description: 'null: the picture is a file of its own.' }),
    imageHeight: z.int(),
    imageWidth: z.int(),
  })
  .meta({ id: 'Labelme' });
