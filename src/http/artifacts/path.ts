import * as z from 'zod';
import type { ZodOpenApiPathsObject, ZodOpenApiParameters } from 'zod-openapi';
import { COCO_SEGMENTATIONS } from '../../answer/exports/coco.ts';
import { FRAMES } from '../../contract/result.ts';
import { coordinates } from '../../contract/result/points.ts';
import { id } from '../../contract/submission-id.ts';
import { PAINTED_SIDE } from './routes.ts';
import { PATHS } from '../../contract/paths.ts';
import { coco, geojson, labelme, topojson } from './schemas.ts';
import { commonHeaders, ifNoneMatch, requestIdHeader } from '../openapi/headers.ts';
import { ABSENT_PROBLEMS, ANY_PROBLEM, problemResponses } from '../openapi/problem-schema.ts';

const cached = z.object({
  ...commonHeaders,
  ETag: z.string().meta({ description: 'Strong; known without making the file.', example: `"${'0123456789abcdef'.repeat(4)}"` }),
  'Cache-Control': z.literal('private, no-cache'),
});

const frame = z.enum(FRAMES).optional().meta({
  description: 'The frame of the coordinates: upright (the default), or original: the portrait as it was sent.',
});

const WITHOUT_RESULT = [
  'The submission has not ended yet; its result comes with its end.',
  'The submission failed: there is no result. Its status says why.',
  'The submission was cancelled: there is no result.',
];

interface ArtifactPath {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly mediaType: string;
  readonly schema: z.ZodType;
  readonly query?: z.ZodObject;
  /** Of a parameter that has another value than it may have. */
  readonly refusals?: readonly string[];
}

const imageName = z.string().min(1).max(255).optional().meta({
  description: 'The name of the picture that lies beside the file. Left out, it is the one that the portrait was sent under, or, in the upright frame, that of the upright portrait.',
});

const FRAME_REFUSAL = 'The parameter `frame` is upright or original.';
const file = z.string().meta({ format: 'binary' });

export const artifactPaths: ZodOpenApiPathsObject = {
  ...artifact(PATHS.svg, {
    operationId: 'svg',
    summary: 'The SVG',
    description: 'The bytes that the status carries in base64. Opened by itself it can neither run nor load anything.',
    mediaType: 'image/svg+xml',
    schema: file,
  }),
  ...artifact(PATHS.portrait, {
    operationId: 'portrait',
    summary: 'The upright portrait',
    description: 'A JPEG without metadata of any kind, the one that the SVG embeds.',
    mediaType: 'image/jpeg',
    schema: file,
  }),
  ...artifact(PATHS.png, {
    operationId: 'png',
    summary: 'The SVG painted on white',
    mediaType: 'image/png',
    schema: file,
    query: z.object({
      max_side: z.int().min(PAINTED_SIDE.min).max(PAINTED_SIDE.max).optional().meta({
        description: `Pixels that the longer side has at most; it is never longer than the upright portrait's. ${PAINTED_SIDE.fallback} where left out.`,
      }),
    }),
    refusals: [`The parameter \`max_side\` is a whole number from ${PAINTED_SIDE.min} to ${PAINTED_SIDE.max}.`],
  }),
  ...artifact(PATHS['label-map'], {
    operationId: 'labelMap',
    summary: 'The regions as a label map',
    description:
      'A gray PNG whose values are the labels, of 8 bits where they fit and else of 16: each pixel has the label of the region that its centre lies in, and 0 in none. In the original frame it has the size of the map that was sent and can be compared with it pixel for pixel; in the upright frame it has the size of the upright portrait.',
    mediaType: 'image/png',
    schema: file,
    query: z.object({ frame }),
    refusals: [FRAME_REFUSAL],
  }),
  ...artifact(PATHS.landmarks, {
    operationId: 'landmarks',
    summary: 'The landmarks',
    description:
      'As a list of `[x, y]`, in the order they were sent in, or of the face mesh where they were found. In the original frame they can be sent again.',
    mediaType: 'application/json',
    schema: z.array(coordinates),
    query: z.object({ frame }),
    refusals: [FRAME_REFUSAL],
  }),
  ...artifact(PATHS.geojson, {
    operationId: 'geojson',
    summary: 'The regions as GeoJSON',
    description: 'A feature a region. Coordinates are pixels with y down, not longitudes and latitudes.',
    mediaType: 'application/geo+json',
    schema: geojson,
    query: z.object({ frame }),
    refusals: [FRAME_REFUSAL],
  }),
  ...artifact(PATHS.topojson, {
    operationId: 'topojson',
    summary: 'The regions as TopoJSON: each border once',
    mediaType: 'application/json',
    schema: topojson,
    query: z.object({ frame }),
    refusals: [FRAME_REFUSAL],
  }),
  ...artifact(PATHS.coco, {
    operationId: 'coco',
    summary: "The regions in COCO's format for object detection",
    mediaType: 'application/json',
    schema: coco,
    query: z.object({
      frame,
      image_name: imageName,
      segmentation: z.enum(COCO_SEGMENTATIONS).optional().meta({
        description:
          '`polygons`: a ring a part, holes joined to it, since COCO has none; `rle`: uncompressed run lengths; `auto`, the default: run lengths where a region has holes.',
      }),
    }),
    refusals: ['The parameter `segmentation` is auto, polygons or rle.', FRAME_REFUSAL],
  }),
  ...artifact(PATHS.labelme, {
    operationId: 'labelme',
    summary: 'The regions as a file of labelme',
    mediaType: 'application/json',
    schema: labelme,
    query: z.object({ frame, image_name: imageName }),
    refusals: [FRAME_REFUSAL],
  }),
  ...artifact(PATHS.cvat, {
    operationId: 'cvat',
    summary: 'The regions as CVAT for images 1.1',
    description: 'A polygon a part, holes joined to it. The task in CVAT has a picture of the same name.',
    mediaType: 'application/xml',
    schema: z.string(),
    query: z.object({ frame, image_name: imageName }),
    refusals: [FRAME_REFUSAL],
  }),
};

function artifact(path: string, { operationId, summary, description, mediaType, schema, query, refusals }: ArtifactPath): ZodOpenApiPathsObject {
  const requestParams: ZodOpenApiParameters = {
    path: z.object({ id }),
    ...(query && { query }),
    header: z.object({ 'If-None-Match': ifNoneMatch, 'X-Request-Id': requestIdHeader }),
  };
  return {
    [path.replace(':id', '{id}')]: {
      get: {
        operationId,
        tags: ['Artifacts'],
        summary,
        ...(description !== undefined && { description }),
        requestParams,
        responses: {
          '200': {
            description: 'The file.',
            headers: cached.extend({ 'Content-Disposition': z.string().meta({ example: 'inline; filename="face.svg"' }) }),
            content: { [mediaType]: { schema } },
          },
          '304': { description: 'The file is the one the caller has.', headers: cached },
          ...problemResponses({
            ...ABSENT_PROBLEMS,
            not_found: [ABSENT_PROBLEMS.not_found, ...WITHOUT_RESULT],
            ...(refusals && { invalid_request: refusals }),
            busy: 'Too many exports have been asked for at once. Ask for this one again.',
            ...ANY_PROBLEM,
          }),
        },
      },
    },
  };
}
