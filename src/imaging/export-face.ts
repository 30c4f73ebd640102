import type { RegionsArtifact } from '../../activities/contour.ts';
import { composeAffine, IDENTITY, invertAffine, type Affine, type Point, type Size } from '../geometry/plane/affine.ts';
import { toCoco, type CocoSegmentation } from '../geometry/exports/coco.ts';
import type { ExportedFace } from '../geometry/exports/exported-face.ts';
import { toGeoJson } from '../geometry/exports/geojson.ts';
import { toLabelme } from '../geometry/exports/labelme.ts';
import { rasterise } from '../geometry/exports/rasterise.ts';
import { toTopoJson } from '../geometry/exports/topojson.ts';
import type { LabelMap } from '../geometry/lattice/label-map.ts';
import { inOriginalFrame, pointsInOriginalFrame } from '../answer/original-frame.ts';
import type { Topology } from '../geometry/plane/topology.ts';
import type { AlignmentDocument, Frame, ResultDocument } from '../contract/result.ts';

export type FaceFormat =
  | { readonly kind: 'geojson' }
  /** `regions`: what the step `contour` stored, as JSON. */
  | { readonly kind: 'topojson'; readonly regions: Uint8Array }
  /** `picture`: the name of the file that the coordinates are of. */
  | { readonly kind: 'coco'; readonly segmentation: CocoSegmentation; readonly picture: string }
  | { readonly kind: 'labelme'; readonly picture: string };

/** A face that is done, as it is stored. */
export interface StoredFace {
  readonly id: string;
  readonly frame: Frame;
  /** A ResultDocument as JSON. */
  readonly document: Uint8Array;
}

/** The face in the format, as JSON. */
export function exportFace({ id, frame, document }: StoredFace, format: FaceFormat): Uint8Array {
  const { regions, alignment } = read<ResultDocument>(document);
  const inverse = affineOf(alignment.inverse);
  const [width, height] = frame === 'original' ? alignment.original_size : alignment.upright_size;
  const topology = format.kind === 'topojson' ? read<RegionsArtifact>(format.regions).topology : NO_TOPOLOGY;
  const upright: ExportedFace = { id, frame, size: { width, height }, regions, topology };
  const face =
    frame === 'upright'
      ? upright
      : { ...upright, regions: inOriginalFrame(regions, inverse), topology: topologyInOriginalFrame(topology, inverse) };
  return new Uint8Array(new TextEncoder().encode(JSON.stringify(formatted(face, format))));
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

const NO_TOPOLOGY: Topology = { arcs: [], regions: [] };

function formatted(face: ExportedFace, format: FaceFormat): object {
  switch (format.kind) {
    case 'geojson':
      return toGeoJson(face);
    case 'topojson':
      return toTopoJson(face);
    case 'coco':
      return toCoco(face, format.segmentation, format.picture);
    case 'labelme':
      return toLabelme(face, format.picture);
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
