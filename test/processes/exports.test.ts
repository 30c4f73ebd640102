import { expect, test, vi } from 'vitest';
import { FrontalError } from '../../src/contract/errors.ts';
import { createExportPool, type ExportPool } from '../../src/imaging/export-pool.ts';
import type { StoredFace } from '../../src/imaging/export-face.ts';
import { createMemoryRoom } from '../../src/content/memory-room.ts';
import { createExports } from '../../src/processes/exports.ts';
import type { Coordinates } from '../../src/contract/result.ts';
import { DOCUMENT } from '../http/support/result.ts';

const GEOJSON = { kind: 'geojson' } as const;
const stored = (document: object = DOCUMENT): StoredFace => ({ id: 'one', frame: 'upright', document: Buffer.from(JSON.stringify(document)) });

/** Makes what it is told to, and says how many it made at once. */
function slowPool() {
  const ends: (() => void)[] = [];
  const seen = { now: 0, most: 0 };
  const ask = vi.fn(async () => {
    seen.most = Math.max(seen.most, ++seen.now);
    await new Promise<void>((resolve) => ends.push(resolve));
    seen.now -= 1;
    return new Uint8Array([seen.now]);
  });
  const pool = { ...createExportPool(), ask: ask as unknown as ExportPool['ask'] };
  return { pool: () => pool, ask, seen, ends };
}

test('exports are admitted by the bytes that they hold', async () => {
  const { pool, seen, ends } = slowPool();
  const face = stored();
  const exports = createExports(createMemoryRoom(45 * face.document.byteLength), pool);
  const { signal } = new AbortController();
  const all = Array.from({ length: 6 }, async () => exports.exportFace(face, GEOJSON, signal));
  for (let ended = 0; ended < 6; ended += 1) {
    await expect.poll(() => ends.length).toBeGreaterThan(ended);
    ends[ended]!();
  }
  await Promise.all(all);
  expect(seen.most).toBe(2);
});

test('a caller who goes while it waits is not worked for', async () => {
  const { pool, ask, ends } = slowPool();
  const exports = createExports(createMemoryRoom(1), pool);
  const first = exports.exportFace(stored(), GEOJSON, new AbortController().signal);
  const held = new AbortController();
  const second = exports.exportFace(stored(), GEOJSON, held.signal);
  held.abort(new FrontalError('busy', 'gone'));
  await expect(second).rejects.toThrow('gone');
  await expect.poll(() => ends.length).toBe(1);
  ends[0]!();
  await first;
  expect(ask).toHaveBeenCalledTimes(1);
});

test('the thread hears of a caller who goes while it works, and serves the next one', async () => {
  const pool = createExportPool();
  const exports = createExports(createMemoryRoom(2 ** 30), () => pool);
  // So many regions that the thread is at it for long: it is not waited for.
  const [region] = DOCUMENT.regions;
  const parts = Array.from({ length: 20_000 }, (): { outer: Coordinates[]; holes: Coordinates[][] } => ({ outer: [[0, 0], [9, 0], [9, 9]], holes: [] }));
  const large = stored({ ...DOCUMENT, regions: Array.from({ length: 10 }, () => ({ ...region!, parts })) });
  const held = new AbortController();
  const made = exports.exportFace(large, { kind: 'labelme', picture: 'a.png' }, held.signal);
  setImmediate(() => held.abort(new FrontalError('busy', 'gone')));
  await expect(made).rejects.toThrow('gone');
  const next = await exports.exportFace(stored(), GEOJSON, new AbortController().signal);
  expect(JSON.parse(Buffer.from(next).toString())).toMatchObject({ type: 'FeatureCollection' });
  await pool.close();
});
