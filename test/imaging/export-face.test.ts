import { decode } from 'fast-png';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeLabelMap } from '../../src/imaging/encode-label-map.ts';
import { exportFace, labelMapOf, type StoredFace } from '../../src/imaging/export-face.ts';
import { createExportPool } from '../../src/imaging/export-pool.ts';
import type { ResultDocument } from '../../src/contract/result.ts';
import { DOCUMENT } from '../http/support/result.ts';

const pool = createExportPool();
const { signal } = new AbortController();
afterAll(() => pool.close());

const stored = (document: ResultDocument, frame: StoredFace['frame'] = 'upright'): StoredFace => ({
  id: 'one',
  frame,
  document: Buffer.from(JSON.stringify(document)),
});
const text = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString());

describe('the thread', () => {
  it('writes what is written without it, and leaves the bytes with the caller', async () => {
    const face = stored(DOCUMENT, 'original');
    const before = Buffer.from(face.document);
    for (const format of [{ kind: 'geojson' }, { kind: 'coco', segmentation: 'rle', picture: 'a.png' }, { kind: 'labelme', picture: 'a.png' }] as const) {
      expect(text(await pool.ask('exportFace', { face, format }, signal))).toEqual(text(exportFace(face, format)));
    }
    expect(await pool.ask('labelMapOf', face, signal)).toEqual(labelMapOf(face));
    expect(face.document).toEqual(before);
  });

  it('carries a defect back as an error, and goes on', async () => {
    await expect(pool.ask('exportFace', { face: { ...stored(DOCUMENT), document: Buffer.from('{') }, format: { kind: 'geojson' } }, signal)).rejects.toThrow(/JSON/);
    expect((await pool.ask('labelMapOf', stored(DOCUMENT), signal)).width).toBe(360);
  });
});

describe('a label map', () => {
  it('lies in the frame that was asked for', () => {
    const [upright, original] = [labelMapOf(stored(DOCUMENT)), labelMapOf(stored(DOCUMENT, 'original'))];
    const at = ({ ids, width }: typeof upright, x: number, y: number) => ids[y * width + x];
    // The square from (1, 1) to (9, 9), which lies at (-1, 0) before it was moved by (2, 1).
    expect([at(upright, 1, 1), at(upright, 0, 1), at(upright, 8, 8), at(upright, 9, 8)]).toEqual([1, 0, 1, 0]);
    expect([at(original, 0, 0), at(original, 6, 7), at(original, 7, 7), at(original, 6, 8)]).toEqual([1, 1, 0, 0]);
  });

  it('has the size of the map that was sent, where that is another one', () => {
    const document = { ...DOCUMENT, alignment: { ...DOCUMENT.alignment, label_map_scale: [3, 4] as [number, number] } };
    expect(labelMapOf(stored(document, 'original'))).toMatchObject({ width: 120, height: 110 });
    expect(labelMapOf(stored(document))).toMatchObject({ width: 360, height: 440 });
  });

  it.each([[new Uint8Array([0, 1, 255, 7, 0, 3]), 8], [new Uint16Array([0, 256, 65_535, 7, 0, 3]), 16]] as const)(
    'is a gray PNG of the labels themselves: %s',
    async (ids, depth) => {
      const file = await encodeLabelMap({ width: 3, height: 2, ids });
      const read = decode(file);
      expect([read.width, read.height, read.depth, read.channels]).toEqual([3, 2, depth, 1]);
      expect([...read.data]).toEqual([...ids]);
      const { icc, exif } = await sharp(file).metadata();
      expect([icc, exif]).toEqual([undefined, undefined]);
    },
  );
});
