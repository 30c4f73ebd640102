import { describe, expect, it } from 'vitest';
import { IDENTITY } from '../../../src/geometry/plane/affine.ts';
import { regionDocument } from '../../../src/answer/describe-shapes.ts';
import { toCoco } from '../../../src/answer/exports/coco.ts';
import type { ExportedFace } from '../../../src/answer/exports/exported-face.ts';
import { toGeoJson } from '../../../src/answer/exports/geojson.ts';
import { toLabelme } from '../../../src/answer/exports/labelme.ts';
import { rasterise } from '../../../src/geometry/exports/rasterise.ts';
import { toTopoJson } from '../../../src/answer/exports/topojson.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { partitionLabelMap } from '../../../src/geometry/cut.ts';
import { describeRegions } from '../../../src/geometry/face/describe-regions.ts';
import type { Coordinates } from '../../../src/contract/result.ts';
import { CASES, shippedLabelMap } from '../../geometry/support/case.ts';
import { grid, UNTOUCHED } from '../../geometry/support/label-grids.ts';

interface Exported {
  readonly face: ExportedFace;
  readonly ious: ReadonlyMap<number, number>;
}

function exported(map: LabelMap, detail: 'measure' | 'balanced'): Exported {
  const options = { detail: { kind: 'preset', name: detail }, placement: IDENTITY } as const;
  const { regions, topology, certificate } = partitionLabelMap(map, options, UNTOUCHED);
  const described = describeRegions(regions, { labelSchema: 'lapa-11', merge: {} }).map(regionDocument);
  const { width, height } = map;
  return {
    face: { id: 'one', frame: 'original', size: { width, height }, regions: described, topology },
    ious: new Map([...certificate.regions].map(([label, { iou }]) => [label, iou])),
  };
}

// ---- independent readers

/** Even-odd: the pixels whose centres lie in the rings. */
function painted(rings: readonly Coordinates[][], { width, height }: LabelMap): Set<number> {
  const pixels = new Set<number>();
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    const cuts = rings.flatMap((ring) =>
      ring.flatMap(([ax, ay], i) => {
        const [bx, by] = ring[(i + 1) % ring.length]!;
        return ay > y === by > y ? [] : [((bx - ax) * (y - ay)) / (by - ay) + ax];
      }),
    );
    for (let x = 0; cuts.length > 0 && x < width; x++) {
      if (cuts.filter((cut) => cut > x + 0.5).length % 2 === 1) pixels.add(row * width + x);
    }
  }
  return pixels;
}

/** cocoapi's order: column by column. */
function decodedRuns({ size: [height, width], counts }: { size: [number, number]; counts: number[] }): Set<number> {
  const pixels = new Set<number>();
  let at = 0;
  counts.forEach((count, i) => {
    for (const end = at + count; at < end; at++) if (i % 2 === 1) pixels.add((at % height) * width + Math.floor(at / height));
  });
  expect(at).toBe(width * height);
  return pixels;
}

function iou(pixels: ReadonlySet<number>, { ids }: LabelMap, label: number): number {
  let own = 0;
  let both = 0;
  ids.forEach((id, i) => {
    if (id !== label) return;
    own++;
    if (pixels.has(i)) both++;
  });
  return both / (own + pixels.size - both);
}

interface Coco {
  categories: { id: number; name: string }[];
  annotations: { category_id: number; bbox: number[]; segmentation: number[][] | { size: [number, number]; counts: number[] } }[];
}
interface Labelme {
  shapes: { label: string; group_id: number; points: Coordinates[] }[];
  imageWidth: number;
  imageHeight: number;
}
interface Topo {
  arcs: Coordinates[][];
  objects: { regions: { geometries: { id: number; arcs: number[][][] }[] } };
}

const pairsOf = (flat: readonly number[]): Coordinates[] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]!, flat[2 * i + 1]!]);

const stitched = ({ arcs }: Topo, ring: readonly number[]): Coordinates[] =>
  ring.flatMap((arc) => (arc < 0 ? arcs[~arc]!.toReversed() : arcs[arc]!).slice(0, -1));

const RING = grid('aaaaa', 'abbba', 'ab.ba', 'abbba', 'aaaaa');

describe('a map with a hole in a hole', () => {
  const { face } = exported(RING, 'measure');

  it('is a label map again', () => {
    expect(rasterise(face.regions, face.size, IDENTITY)).toEqual(RING);
    // Twice as large, each pixel is four.
    const square = { ...face.regions[0]!, parts: [{ outer: [[1, 1], [3, 1], [3, 3], [1, 3]] as Coordinates[], holes: [] }] };
    const doubled = rasterise([square], { width: 10, height: 10 }, [2, 0, 0, 2, 0, 0]);
    expect(doubled.ids.filter((id) => id === 1)).toHaveLength(4 * 4);
  });

  it('has ids of 16 bits where labels need them', () => {
    const { ids } = rasterise([{ ...face.regions[0]!, label: 300 }], face.size, IDENTITY);
    expect(ids).toBeInstanceOf(Uint16Array);
    expect(ids[0]).toBe(300);
  });

  it('is COCO run lengths: outside first, column by column', () => {
    const { annotations } = toCoco(face, 'auto', 'a.png') as Coco;
    expect(annotations.map(({ segmentation }) => segmentation)).toEqual([
      { size: [5, 5], counts: [0, 6, 3, 2, 3, 2, 3, 6] },
      { size: [5, 5], counts: [6, 3, 2, 1, 1, 1, 2, 3, 6] },
    ]);
  });

  it('is a ring a part where the format has no holes', () => {
    const { shapes } = toLabelme(face, 'a.png') as Labelme;
    expect(shapes).toHaveLength(2);
    for (const { points, group_id } of shapes) expect(iou(painted([points], RING), RING, group_id)).toBe(1);
    const { annotations } = toCoco(face, 'polygons', 'a.png') as Coco;
    for (const { category_id, segmentation } of annotations) {
      expect(iou(painted((segmentation as number[][]).map(pairsOf), RING), RING, category_id)).toBe(1);
    }
  });
});

describe.each(CASES)('%s, read back by other code', (name) => {
  const map = shippedLabelMap(name);
  const { face, ious } = exported(map, 'balanced');
  const expectIou = (pixels: ReadonlySet<number>, label: number) => expect(iou(pixels, map, label)).toBeCloseTo(ious.get(label)!, 9);

  it('COCO run lengths', () => {
    const { annotations, categories } = toCoco(face, 'rle', 'a.png') as Coco;
    expect(new Set(categories.map((category) => category.name)).size).toBe(categories.length);
    for (const { category_id, segmentation } of annotations) expectIou(decodedRuns(segmentation as never), category_id);
  });

  it('COCO polygons', () => {
    const { annotations } = toCoco(face, 'polygons', 'a.png') as Coco;
    for (const { category_id, segmentation } of annotations) {
      expectIou(painted((segmentation as number[][]).map(pairsOf), map), category_id);
    }
  });

  it('labelme', () => {
    const { shapes, imageWidth, imageHeight } = toLabelme(face, 'a.png') as Labelme;
    expect([imageWidth, imageHeight]).toEqual([map.width, map.height]);
    for (const label of ious.keys()) {
      expectIou(painted(shapes.filter(({ group_id }) => group_id === label).map(({ points }) => points), map), label);
    }
  });

  it('a label map', () => {
    const { ids } = rasterise(face.regions, face.size, IDENTITY);
    for (const label of ious.keys()) expectIou(new Set([...ids.keys()].filter((i) => ids[i] === label)), label);
  });

  it('TopoJSON: the rings of the regions, from arcs that two regions share', () => {
    const topo = JSON.parse(JSON.stringify(toTopoJson(face))) as Topo;
    const uses = topo.arcs.map(() => 0);
    for (const { id, arcs } of topo.objects.regions.geometries) {
      const { parts } = face.regions.find(({ label }) => label === id)!;
      expect(arcs.map((rings) => rings.map((ring) => stitched(topo, ring)))).toEqual(parts.map(({ outer, holes }) => [outer, ...holes]));
      for (const arc of arcs.flat(2)) uses[arc < 0 ? ~arc : arc]!++;
    }
    expect(new Set(uses)).toEqual(new Set([1, 2]));
  });

  it('GeoJSON: closed rings and everything that is known of a region', () => {
    const { features } = toGeoJson(face) as { features: { id: number; properties: object; geometry: { coordinates: Coordinates[][][] } }[] };
    for (const { id, properties, geometry } of features) {
      expect(properties).toMatchObject({ label: id, name: expect.any(String), area_px: expect.any(Number) });
      for (const ring of geometry.coordinates.flat()) expect(ring.at(-1)).toEqual(ring[0]);
    }
  });
});
