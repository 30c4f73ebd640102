import { decode } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import type { ResultDocument } from '../../../src/contract/result.ts';
import { useApi } from '../support/api.ts';
import { bodyOf, fixture, PLAIN } from '../support/bodies.ts';
import { json, problem, status, submit, submitted } from '../support/calls.ts';
import { useSteps } from '../support/process.ts';
import { complete } from '../support/result.ts';

const api = useApi();
const process = useSteps();

const UNKNOWN = `${'a'.repeat(51)}q`;
const ROUTES = ['svg', 'portrait', 'png', 'label-map', 'geojson', 'topojson', 'coco', 'labelme', 'cvat'];
const get = (id: string, route: string, init: RequestInit = {}) => fetch(`${api().url}/api/v1/submissions/${id}/${route}`, init);
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

async function processed(body: unknown): Promise<string> {
  const id = await submitted(api().url, body);
  await process(api().database.steps, api().runs.started.at(-1)!);
  return id;
}

describe.each(ROUTES)('%s', (route) => {
  it('is not there for an unknown submission, nor before the end, and is gone once it is erased', async () => {
    expect(await problem(await get(UNKNOWN, route))).toMatchObject({ status: 404, code: 'not_found' });
    const id = await submitted(api().url, PLAIN);
    expect(await problem(await get(id, route))).toMatchObject({ status: 404, detail: 'The submission has not ended yet; its result comes with its end.' });
    await api().database.submissions.erase(id, 'deleted');
    expect(await problem(await get(id, route))).toMatchObject({ status: 410, code: 'gone' });
  });

  it('takes GET and HEAD alone', async () => {
    const response = await get(UNKNOWN, route, { method: 'PUT' });
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await problem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });

  it('is known by a tag of its own, and neither loaded nor made for one who has it', async () => {
    const id = await submitted(api().url, PLAIN);
    await complete(api().database.steps, id);
    const { submissions } = api().database;
    const watched = [vi.spyOn(submissions, 'loadArtifact'), vi.spyOn(submissions, 'loadPiece'), vi.spyOn(submissions, 'stepOutputs')];
    const response = await get(id, route, { headers: { 'if-none-match': '*' } });
    expect(response.status).toBe(304);
    expect(response.headers.get('etag')).toMatch(/^"[\w-]{43,64}"$/);
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    for (const call of watched) {
      expect(call).not.toHaveBeenCalled();
      call.mockRestore();
    }
    expect((await get(id, route, { headers: { 'if-none-match': response.headers.get('etag')! } })).status).toBe(304);
  });
});

it.each([
  ['geojson?frame=sideways', '`frame`'],
  ['geojson?frame=upright&frame=original', '`frame`'],
  ['label-map?frame=', '`frame`'],
  ['coco?segmentation=png', '`segmentation`'],
  ['png?max_side=15', '`max_side`'],
  ['png?max_side=4097', '`max_side`'],
  ['png?max_side=1e3', '`max_side`'],
  ['png?max_side=-100', '`max_side`'],
])('%s is refused, and the answer names the parameter', async (route, named) => {
  const id = await submitted(api().url, PLAIN);
  await complete(api().database.steps, id);
  const refused = await problem(await get(id, route));
  expect(refused).toMatchObject({ status: 422, code: 'invalid_request', detail: expect.stringContaining(named) });
});

it('every format, frame and parameter has its own tag; parameters that a route does not know change nothing', async () => {
  const id = await submitted(api().url, PLAIN);
  await complete(api().database.steps, id);
  const asked = [...ROUTES, 'geojson?frame=original', 'label-map?frame=original', 'coco?frame=original', 'coco?segmentation=rle', 'png?max_side=100'];
  const tag = async (route: string) => (await get(id, route, { headers: { 'if-none-match': '*' } })).headers.get('etag');
  expect(new Set(await Promise.all(asked.map(tag))).size).toBe(asked.length);
  expect(await tag('geojson?colour=red')).toBe(await tag('geojson?frame=upright'));
});

it('a part whose step is not on record is said not to be kept', async () => {
  const id = await submitted(api().url, PLAIN);
  await complete(api().database.steps, id);
  for (const route of ['portrait', 'topojson']) {
    expect(await problem(await get(id, route))).toMatchObject({ status: 404, detail: expect.stringContaining('not kept') });
  }
});

describe('of a turned face', () => {
  it('each is a file of its kind with a name, and HEAD tells the same of it', async () => {
    const id = await processed(bodyOf('synth-hard'));
    const kinds: [route: string, type: string, name: string][] = [
      ['svg', 'image/svg+xml', `${id}.svg`],
      ['portrait', 'image/jpeg', `${id}.portrait.jpg`],
      ['png', 'image/png', `${id}.png`],
      ['label-map', 'image/png', `${id}.label-map.png`],
      ['geojson', 'application/geo+json', `${id}.geojson`],
      ['topojson', 'application/json', `${id}.topojson`],
      ['coco', 'application/json', `${id}.coco.json`],
      ['labelme', 'application/json', `${id}.labelme.json`],
      ['cvat', 'application/xml', `${id}.cvat.xml`],
    ];
    for (const [route, type, name] of kinds) {
      const [response, head] = [await get(id, route), await get(id, route, { method: 'HEAD' })];
      const body = await bytesOf(response);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')!.split(';')[0]).toBe(type);
      expect(response.headers.get('content-disposition')).toBe(`inline; filename="${name}"`);
      expect(response.headers.get('content-length')).toBe(String(body.length));
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      for (const header of ['content-type', 'content-length', 'etag', 'content-disposition']) {
        expect(head.headers.get(header)).toBe(response.headers.get(header));
      }
      // The same again, byte for byte: the tag is strong.
      expect(await bytesOf(await get(id, route))).toEqual(body);
    }
  });

  it('the label map in the original frame lies pixel for pixel on the one that was sent', async () => {
    const body = bodyOf('synth-hard');
    const id = await processed({ ...body, options: { contours: { detail: 'measure', min_part_px: 0 } } });
    const sent = decode(fixture('synth-hard/map.png'));
    const back = decode(await bytesOf(await get(id, 'label-map?frame=original')));
    expect([back.width, back.height, back.channels, back.depth]).toEqual([sent.width, sent.height, 1, 8]);
    expect(Buffer.from(back.data.buffer).equals(Buffer.from(sent.data.buffer))).toBe(true);

    const { alignment, quality } = (await json(await status(api().url, id))) as ResultDocument;
    const upright = decode(await bytesOf(await get(id, 'label-map')));
    expect([upright.width, upright.height]).toEqual(alignment.upright_size);
    expect(Math.min(...Object.values(quality.regions).map(({ iou }) => iou))).toBe(1);
  });

  it.each(['upright', 'original'] as const)('GeoJSON, TopoJSON, COCO and labelme hold the regions of the status answer, %s', async (frame) => {
    const id = await processed(bodyOf('synth-holes'));
    const { regions, alignment } = (await json(await status(api().url, `${id}?frame=${frame}`))) as ResultDocument;
    const size = frame === 'upright' ? alignment.upright_size : alignment.original_size;
    const ask = async (route: string) => json(await get(id, `${route}frame=${frame}`));

    const geo = await ask('geojson?');
    expect(geo).toMatchObject({ type: 'FeatureCollection', submission: id, frame, size });
    const outers = (of: ResultDocument['regions']) => of.map(({ label, parts }) => [label, parts.map(({ outer }) => outer)]);
    expect(geo['features'].map((f: any) => [f.id, f.geometry.coordinates.map((rings: any) => rings[0].slice(0, -1))])).toEqual(outers(regions));

    const topo = await ask('topojson?');
    const stitched = (ring: number[]) => ring.flatMap((arc) => (arc < 0 ? topo['arcs'][~arc].toReversed() : topo['arcs'][arc]).slice(0, -1));
    const geometries = topo['objects'].regions.geometries;
    expect(geometries.map((g: any) => [g.id, g.arcs.map((rings: any) => stitched(rings[0]))])).toEqual(outers(regions));

    const coco = await ask('coco?');
    const picture = frame === 'upright' ? `${id}.portrait.jpg` : `${id}.original.jpg`;
    expect(coco['images']).toEqual([{ id: 1, file_name: picture, width: size[0], height: size[1] }]);
    expect(coco['annotations'].map((a: any) => [a.category_id, a.bbox])).toEqual(regions.map(({ label, bbox }) => [label, bbox]));
    expect(coco['annotations'].some((a: any) => Array.isArray(a.segmentation))).toBe(true);
    expect(coco['annotations'].some((a: any) => a.segmentation.counts)).toBe(true);
    for (const { segmentation } of (await ask('coco?segmentation=rle&'))['annotations']) {
      expect(segmentation.counts.reduce((sum: number, count: number) => sum + count, 0)).toBe(size[0] * size[1]);
    }
    for (const { segmentation } of (await ask('coco?segmentation=polygons&'))['annotations']) expect(segmentation[0].length % 2).toBe(0);

    const labelme = await ask('labelme?');
    expect(labelme).toMatchObject({ imagePath: picture, imageWidth: size[0], imageHeight: size[1], imageData: null });
  });

  it('the PNG is the painted SVG, no larger than asked for', async () => {
    const id = await processed(PLAIN);
    const { alignment } = (await json(await status(api().url, id))) as ResultDocument;
    const [width, height] = alignment.upright_size;
    const whole = decode(await bytesOf(await get(id, 'png')));
    expect([whole.width, whole.height]).toEqual([width, height]);
    const small = decode(await bytesOf(await get(id, 'png?max_side=64')));
    expect(Math.max(small.width, small.height)).toBe(64);
  });
});

it('labels above 255 need a map of 16 bits, and get one', async () => {
  const { width, height, data } = decode(fixture('synth-plain/map.png'));
  const wide = Uint16Array.from(data, (id) => (id === 0 ? 0 : id + 1000));
  const map = await sharp(wide, { raw: { width, height, channels: 1 } }).toColourspace('grey16').png().toBuffer();
  const id = await processed({ ...PLAIN, segmentation_map: map.toString('base64'), options: { contours: { detail: 'measure', min_part_px: 0 } } });
  const back = decode(await bytesOf(await get(id, 'label-map?frame=original')));
  expect([back.depth, back.channels]).toEqual([16, 1]);
  expect([...back.data]).toEqual([...wide]);
});

it('where a picture was taken, and by what, is in no output', async () => {
  const portrait = await sharp(fixture('synth-plain/portrait.png'))
    .jpeg()
    .withExif({ IFD0: { Make: 'Secretcam', Artist: 'Secretname' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><Secretxmp/></x:xmpmeta>')
    .toBuffer();
  expect((await sharp(portrait).metadata()).exif).toBeDefined();
  const id = await processed({ ...PLAIN, image: portrait.toString('base64') });
  const outputs = await Promise.all([...ROUTES, 'geojson?frame=original', 'coco?frame=original'].map(async (route) => bytesOf(await get(id, route))));
  outputs.push(await bytesOf(await status(api().url, id)));
  const svg = Buffer.from(outputs[0]!).toString();
  const embedded = Buffer.from(/base64,([^"]+)"/.exec(svg)![1]!, 'base64');
  for (const output of [...outputs, embedded]) {
    const text = Buffer.from(output).toString('latin1');
    for (const trace of ['Secret', 'Exif', 'GPS', 'xmpmeta']) expect(text).not.toContain(trace);
  }
  for (const picture of [outputs[1]!, outputs[2]!, outputs[3]!, embedded]) {
    const { exif, xmp, iptc, icc, comments } = await sharp(picture).metadata();
    expect({ exif, xmp, iptc, icc, comments }).toEqual({});
  }
});

it('is answered 503 while PostgreSQL is away', async () => {
  await api().database.dataSource.destroy();
  for (const route of ROUTES) expect(await problem(await get(UNKNOWN, route))).toMatchObject({ status: 503, code: 'unavailable' });
  await api().database.dataSource.initialize();
});

it('of an equal submission of another style has the same geometry', async () => {
  const id = await processed(PLAIN);
  const other = await processed({ ...PLAIN, options: { style: { theme: 'print' } } });
  expect(other).not.toBe(id);
  const features = async (of: string) => (await json(await get(of, 'geojson')))['features'];
  expect(await features(other)).toEqual(await features(id));
  expect((await submit(api().url, PLAIN)).status).toBe(200);
});
