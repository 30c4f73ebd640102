import type { RegionsArtifact } from '../submissions/steps/regions-artifact.ts';
import {
  type Affine,
  composeAffine,
  IDENTITY,
  invertAffine,
  type LabelMap,
  type Point,
  rasterise,
  type Size,
  type Topology,
} from '../geometry/index.ts';
import { toAnswer, type AnswerOfRow } from '../answer/done.ts';
import { landmarksIn } from '../answer/frame.ts';
import { toCoco, type CocoSegmentation } from '../answer/exports/coco.ts';
import { toCvat } from '../answer/exports/cvat.ts';
import type { ExportedFace } from '../answer/exports/exported-face.ts';
import { toGeoJson } from '../answer/exports/geojson.ts';
import { toLabelme } from '../answer/exports/labelme.ts';
import { toTopoJson } from '../answer/exports/topojson.ts';
import { inOriginalFrame, pointsInOriginalFrame } from '../answer/original-frame.ts';
import type { AlignmentDocument, Frame, ResultDocument } from '../contract/result.ts';

export type FaceFormat =
  | { readonly kind: 'landmarks' }
  | { readonly kind: 'geojson' }
  /** The status of a submission that is done, without its drawing. */
  | { readonly kind: 'answer'; readonly row: AnswerOfRow }
  /** `regions`: what the step `contour` stored, as JSON. */
  | { readonly kind: 'topojson'; readonly regions: Uint8Array }
  /** `picture`: the name of the file that the coordinates are of. */
  | { readonly kind: 'coco'; readonly segmentation: CocoSegmentation; readonly picture: string }
  | { readonly kind: 'labelme'; readonly picture: string }
  | { readonly kind: 'cvat'; readonly picture: string };

/** A face that is done, as it is stored. */
export interface StoredFace {
  readonly id: string;
  readonly frame: Frame;
  /** A ResultDocument as JSON. */
  readonly document: Uint8Array;
}

/** The face in the format, as JSON, or as XML. */
export function exportFace({ id, frame, document }: StoredFace, format: FaceFormat): Uint8Array {
  const result = read<ResultDocument>(document);
  if (format.kind === 'answer') return written(toAnswer(result, frame, format.row));
  if (format.kind === 'landmarks') return written(landmarksIn(result, frame));
  const { regions, alignment } = result;
  const inverse = affineOf(alignment.inverse);
  const [width, height] = frame === 'original' ? alignment.original_size : alignment.upright_size;
  const topology = format.kind === 'topojson' ? read<RegionsArtifact>(format.regions).topology : NO_TOPOLOGY;
  const upright: ExportedFace = { id, frame, size: { width, height }, regions, topology };
  const face =
    frame === 'upright'
      ? upright
      : { ...upright, regions: inOriginalFrame(regions, inverse), topology: topologyInOriginalFrame(topology, inverse) };
  return written(formatted(face, format));
}

/**
 * The regions as a label map: in the original frame as large as the map that was sent and pixel for pixel beside it, in
 * the upright frame as large as the upright portrait.
 */
export function labelMapOf({ frame, document }: StoredFace): LabelMap {
  const { regions, alignment } = read<ResultDocument>(document);
  if (frame === 'original') {
    // From the upright coordinates in one step, as the certificate of the answer is computed.
    const { label_map_scale: [scaleX, scaleY], label_map_offset: [x, y] = [0, 0] } = alignment;
    const toMap = invertAffine([scaleX, 0, 0, scaleY, x, y]);
    return rasterise(regions, mapSize(alignment), composeAffine(toMap, affineOf(alignment.inverse)));
  }
  const [width, height] = alignment.upright_size;
  return rasterise(regions, { width, height }, IDENTITY);
}

/** Of the map that `labelMapOf` makes. */
export function labelMapSizeOf({ frame, document }: StoredFace): Size {
  const { alignment } = read<ResultDocument>(document);
  if (frame === 'original') return mapSize(alignment);
  const [width, height] = alignment.upright_size;
  return { width, height };
}

const NO_TOPOLOGY: Topology = { arcs: [], regions: [] };

function written(value: object | string): Uint8Array {
  return new Uint8Array(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
}

function formatted(face: ExportedFace, format: Exclude<FaceFormat, { kind: 'answer' | 'landmarks' }>): object | string {
  switch (format.kind) {
    case 'geojson':
      return toGeoJson(face);
    case 'topojson':
      return toTopoJson(face);
    case 'coco':
      return toCoco(face, format.segmentation, format.picture);
    case 'labelme':
      return toLabelme(face, format.picture);
    case 'cvat':
      return toCvat(face, format.picture);
  }
}

function topologyInOriginalFrame({ arcs, regions }: Topology, inverse: Affine): Topology {
  const moved = (points: readonly Point[]) => pointsInOriginalFrame(points.map(([x, y]) => [x, y]), inverse);
  return { arcs: arcs.map((arc) => ({ ...arc, points: moved(arc.points), curve: null })), regions };
}

function mapSize({ original_size: [width, height], label_map_scale: [scaleX, scaleY], label_map_size: padded }: AlignmentDocument): Size {
  if (padded !== undefined) return { width: padded[0], height: padded[1] };
  return { width: Math.round(width / scaleX), height: Math.round(height / scaleY) };
}

function affineOf(values: readonly number[]): Affine {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
}

/** The type is the writer's promise, kept by the digest. */
function read<T>(json: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(json)) as T;
}
