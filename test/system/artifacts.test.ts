import { decode } from 'fast-png';
import { beforeAll, describe, expect, test } from 'vitest';
import { readCase } from '../../src/cli/case.ts';
import type { Coordinates, ResultDocument } from '../../src/contract/result.ts';
import type { Service } from '../support/raw-service.ts';
import { bodyOf, ended, useSharedSystem } from '../support/system.ts';

/** An API that has no worker in its process: it exports by a thread of its own. */
const system = useSharedSystem();
let service: Service;
let url: string;
beforeAll(() => void ({ service, url } = system()));

interface Map {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

const CASES = ['astronaut', 'synth-plain', 'synth-holes', 'synth-hard'] as const;

describe.each(CASES)('%s: exports of the portrait as it was sent, read back by other code', (name) => {
  let sent: Map;
  let back: Map;
  let answer: ResultDocument;
  let id: string;
  beforeAll(async () => {
    sent = decode((await readCase(`fixtures/${name}`)).labelMap);
    // Nothing is cleaned away: the certificate is of the map as it was sent.
    ({ id } = await service.submit(await bodyOf(name, { contours: { min_part_px: 0 } })));
    answer = (await ended(service, id)) as ResultDocument;
    back = decode(new Uint8Array(await (await get('label-map?frame=original')).arrayBuffer()));
  });
  const get = async (path: string) => fetch(`${url}/api/v1/submissions/${id}/${path}`);
  const json = async <T>(path: string) => (await (await get(path)).json()) as T;
  /** Portrait pixels to those of the map. */
  const onMap = (rings: readonly Coordinates[][]): Coordinates[][] => {
    const [scaleX, scaleY] = answer.alignment.label_map_scale;
    return rings.map((ring) => ring.map(([x, y]) => [x / scaleX, y / scaleY]));
  };

  test('the label map has the IoU of the certificate', () => {
    expect([back.width, back.height]).toEqual([sent.width, sent.height]);
    for (const { label } of answer.regions) expect(iouOf(pixelsOf(back, label), sent, label)).toBeCloseTo(answer.quality.regions[label]!.iou, 3);
  });

  test('the polygons of labelme and of COCO are those regions', async () => {
    const { shapes } = await json<{ shapes: { group_id: number; points: Coordinates[] }[] }>('labelme?frame=original');
    const { annotations } = await json<{ annotations: { category_id: number; segmentation: number[][] }[] }>('coco?frame=original&segmentation=polygons');
    expect(annotations.map(({ category_id }) => category_id)).toEqual(answer.regions.map(({ label }) => label));
    for (const { category_id: label, segmentation } of annotations) {
      const ofLabelme = shapes.filter(({ group_id }) => group_id === label).map(({ points }) => points);
      for (const rings of [onMap(ofLabelme), onMap(segmentation.map(pairs))]) expectSame(painted(rings, back), pixelsOf(back, label), rings, back);
    }
  });

  test('the run lengths of COCO are those regions in pixels of the portrait', async () => {
    const { annotations } = await json<{ annotations: { category_id: number; segmentation: { size: [number, number]; counts: number[] } }[] }>(
      'coco?frame=original&segmentation=rle',
    );
    const { regions } = (await (await fetch(`${url}/api/v1/frontal/crop/status/${id}?frame=original`)).json()) as ResultDocument;
    for (const { category_id: label, segmentation } of annotations) {
      const [height, width] = segmentation.size;
      expect([width, height]).toEqual(answer.alignment.original_size);
      const region = regions.find((one) => one.label === label)!;
      const rings = region.parts.flatMap(({ outer, holes }) => [outer, ...holes]);
      const picture = { width, height };
      expectSame(unrolled(segmentation), painted(rings, picture), rings, picture);
    }
  });
});

test('many that are asked for at once are all made', async () => {
  const { id } = await service.submit(await bodyOf('synth-plain'));
  await ended(service, id);
  const responses = await Promise.all(Array.from({ length: 20 }, async (_, i) => fetch(`${url}/api/v1/submissions/${id}/${i % 2 ? 'geojson' : 'png'}`)));
  expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
});

const pixelsOf = ({ data }: Map, label: number) => new Set(Array.from(data, (id, i) => (id === label ? i : -1)).filter((i) => i >= 0));
const pairs = (flat: readonly number[]) => Array.from({ length: flat.length / 2 }, (_, i): Coordinates => [flat[2 * i]!, flat[2 * i + 1]!]);

function iouOf(pixels: ReadonlySet<number>, map: Map, label: number): number {
  const own = pixelsOf(map, label);
  const both = [...own].filter((i) => pixels.has(i)).length;
  return both / (own.size + pixels.size - both);
}

/** The pixels that run lengths mark: column by column, outside first. */
function unrolled({ size: [height, width], counts }: { size: [number, number]; counts: readonly number[] }): Set<number> {
  const pixels = new Set<number>();
  let at = 0;
  counts.forEach((count, i) => {
    for (const end = at + count; at < end; at++) if (i % 2 === 1) pixels.add((at % height) * width + Math.floor(at / height));
  });
  expect(at).toBe(width * height);
  return pixels;
}

/** Equal, but for pixels whose very centre a border runs through: rounding decides on those. */
function expectSame(pixels: ReadonlySet<number>, others: ReadonlySet<number>, rings: readonly Coordinates[][], { width }: Pick<Map, 'width'>): void {
  const edges = rings.flatMap((ring) => ring.map((from, i): [Coordinates, Coordinates] => [from, ring[(i + 1) % ring.length]!]));
  for (const pixel of new Set([...pixels, ...others])) {
    if (pixels.has(pixel) && others.has(pixel)) continue;
    const [x, y] = [(pixel % width) + 0.5, Math.floor(pixel / width) + 0.5];
    expect(Math.min(...edges.map((edge) => distance(x, y, edge)))).toBeLessThan(1e-3);
  }
}

function distance(x: number, y: number, [[ax, ay], [bx, by]]: [Coordinates, Coordinates]): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / Math.max(dx * dx + dy * dy, Number.MIN_VALUE)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Even-odd: the pixels whose centres lie in the rings. */
function painted(rings: readonly Coordinates[][], { width, height }: Pick<Map, 'width' | 'height'>): Set<number> {
  const pixels = new Set<number>();
  for (let row = 0; row < height; row++) {
    const y = row + 0.5;
    const cuts = rings
      .flatMap((ring) =>
        ring.flatMap(([ax, ay], i) => {
          const [bx, by] = ring[(i + 1) % ring.length]!;
          return ay > y === by > y ? [] : [((bx - ax) * (y - ay)) / (by - ay) + ax];
        }),
      )
      .toSorted((a, b) => a - b);
    for (let k = 0; k + 1 < cuts.length; k += 2) {
      for (let x = Math.max(0, Math.ceil(cuts[k]! - 0.5)); x + 0.5 < cuts[k + 1]! && x < width; x++) pixels.add(row * width + x);
    }
  }
  return pixels;
}
