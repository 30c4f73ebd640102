import type { StepRoom } from '../submissions/steps/ports.ts';
import { FrontalError } from '../contract/errors.ts';
import type { Exports } from '../http/artifacts/exports.ts';
import { encodeLabelMap } from '../imaging/encode-label-map.ts';
import { createExportPool, type ExportPool } from '../imaging/export-pool.ts';
import type { FaceFormat } from '../imaging/export-face.ts';
import { svgToPng } from '../imaging/svg-to-png.ts';
import { createMemoryRoom, type MemoryRoom } from '../content/memory-room.ts';

/** From being let in to the bytes. */
const EXPORT_WITHIN_MS = 30_000;
const LONGEST_WAIT_MS = 10_000;

/** Bytes that exports hold at most while they are made: upper estimates, by the copies that each makes. */
const EXPORT_BYTES = {
  /** Parsed and written anew. */
  json: (stored: number) => 20 * stored,
  labelMap: (pixels: number) => 4 * pixels,
  /** The drawing and its portrait as bytes, and what is painted. */
  paint: (svgBytes: number, maxSide: number) => 4 * svgBytes + 16 * maxSide ** 2,
} as const;

/** Geometry is worked on by a thread of its own, pictures are encoded by sharp's, one painting at a time. */
export function createExports(room: MemoryRoom, pool: () => ExportPool): Exports {
  const easel = createMemoryRoom(1);

  /** @param work is told to end once it has taken too long, or its caller has gone */
  function admit<T>(bytes: number, held: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return room.hold(bytes, () => inTime(held, work), { signal: held, withinMs: LONGEST_WAIT_MS });
  }

  return {
    exportFace: (face, format, held) =>
      admit(EXPORT_BYTES.json(face.document.byteLength + regionsOf(format)), held, (signal) => pool().ask('exportFace', { face, format }, signal)),
    async labelMap(face, held) {
      const parsed = EXPORT_BYTES.json(face.document.byteLength);
      const { width, height } = await admit(parsed, held, (signal) => pool().ask('labelMapSize', face, signal));
      return admit(parsed + EXPORT_BYTES.labelMap(width * height), held, async (signal) => encodeLabelMap(await pool().ask('labelMapOf', face, signal)));
    },
    paintSvg: (svg, maxSide, held) =>
      easel.hold(1, () => admit(EXPORT_BYTES.paint(svg.byteLength, maxSide), held, () => svgToPng(svg, maxSide)), {
        signal: held,
        withinMs: LONGEST_WAIT_MS,
      }),
  };
}

/** The thread comes up with the first export. */
export function exportsOnDemand(): { pool: () => ExportPool; close: () => Promise<void> } {
  let pool: ExportPool | null = null;
  return { pool: () => (pool ??= createExportPool()), close: async () => pool?.close() };
}

/** For work that a caller waits for: it is told soon where there is no room. */
export function roomForCallers(room: MemoryRoom): StepRoom {
  return { hold: (bytes, work, { signal }) => room.hold(bytes, work, { signal, withinMs: LONGEST_WAIT_MS }) };
}

function regionsOf(format: FaceFormat): number {
  return format.kind === 'topojson' ? format.regions.byteLength : 0;
}

async function inTime<T>(held: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new FrontalError('busy', 'The export was not done in time. Ask again later.')), EXPORT_WITHIN_MS);
  const signal = AbortSignal.any([held, late.signal]);
  try {
    return await work(signal);
  } catch (error) {
    // Threads tell of an abort in words of their own.
    signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
