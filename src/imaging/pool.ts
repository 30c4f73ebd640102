import { Piscina } from 'piscina';

import type { Cut, CutOptions, DerivedOfFace, Raster, SvgDrawing, WantedInPortrait, WantedOfFace } from '../submissions/steps/ports.ts';
import type { PlainLabelPalette } from '../contract/label-choice.ts';
import type { Face, FaceMap, FaceMapQuestion, LabelMap } from '../geometry/index.ts';
import type { FoundFaceOfThread } from '../finding/find-wanted.ts';
import { unwrap, type Outcome } from './carried-error.ts';
import { copyIds } from './copy-ids.ts';
import type { ImageLimits } from './limits.ts';
import type { PixelTasks, ReadInThread } from './pixel-tasks.ts';

export interface PixelPoolOptions {
  readonly threads: number;
}

/**
 * Threads for the work on pixels. They get copies, handed over: what the caller or a cache holds stays whole.
 * A task whose signal is aborted rejects at once; if it was running, its thread is replaced.
 */
export interface PixelPool {
  /** @throws FrontalError `invalid_segmentation_map`, `lossy_segmentation_map`, `too_large` */
  decodeLabelMap(bytes: Uint8Array, limits: ImageLimits, palette?: PlainLabelPalette | null, signal?: AbortSignal): Promise<LabelMap>;
  /** Its map is the one given where nothing of it is left out. @throws GeometryError */
  readFaceMap(map: LabelMap, question: FaceMapQuestion, signal?: AbortSignal): Promise<FaceMap>;
  /** @throws FrontalError `no_face_found` */
  findFace(portrait: Raster, wanted: WantedInPortrait, signal?: AbortSignal): Promise<FoundFaceOfThread>;
  /** Merges, smooths and cleans the map, and cuts it into regions. @throws GeometryError, and FrontalError `invalid_option` */
  partition(map: LabelMap, options: CutOptions, signal?: AbortSignal): Promise<Cut>;
  deriveFromFace(face: Face, wanted: WantedOfFace, signal?: AbortSignal): Promise<DerivedOfFace>;
  /** @throws GeometryError `invalid_option` */
  drawSvg(drawing: SvgDrawing, signal?: AbortSignal): Promise<Uint8Array>;
  /** Resolves when the threads have loaded OpenCV and run their code once. */
  warmUp(): Promise<void>;
  /** Finishes what was begun, then ends the threads. */
  close(): Promise<void>;
}

export function createPixelPool({ threads }: PixelPoolOptions): PixelPool {
  const piscina = new Piscina({
    // By the package's own name for it: the same compiled file, whether this runs as source or compiled.
    filename: import.meta.resolve('#pixel-worker'),
    minThreads: threads,
    maxThreads: threads,
    // Whoever closes the pool has no more use for what still runs then.
    closeTimeout: 5_000,
  });

  async function run<T, Name extends keyof PixelTasks>(
    name: Name,
    task: PixelTasks[Name],
    transferList: ArrayBuffer[],
    signal: AbortSignal | null = null,
  ): Promise<T> {
    const outcome: Outcome<T> = await piscina.run(task, { name, transferList, signal });
    return unwrap(outcome);
  }

  return {
    decodeLabelMap(file, limits, palette = null, signal) {
      const bytes = new Uint8Array(file);
      return run('decodeLabelMap', { bytes, limits, palette }, [bytes.buffer], signal);
    },
    async readFaceMap(map, question, signal) {
      const ids = copyIds(map.ids);
      const read = await run<ReadInThread, 'readFaceMap'>('readFaceMap', { map: { ...map, ids }, question }, [ids.buffer], signal);
      return { ...read, map: read.map ?? map };
    },
    findFace({ width, height, data: pixels }, wanted, signal) {
      const data = new Uint8Array(pixels);
      return run('findFace', { portrait: { width, height, data }, wanted }, [data.buffer], signal);
    },
    partition(map, options, signal) {
      const ids = copyIds(map.ids);
      return run('partition', { map: { ...map, ids }, options }, [ids.buffer], signal);
    },
    deriveFromFace: (face, wanted, signal) => run('deriveFromFace', { face, wanted }, [], signal),
    drawSvg({ portrait, ...drawing }, signal) {
      const bytes = portrait && new Uint8Array(portrait.bytes);
      const task = { ...drawing, portrait: portrait && bytes && { mediaType: portrait.mediaType, bytes } };
      return run('drawSvg', task, bytes ? [bytes.buffer] : [], signal);
    },
    async warmUp() {
      await Promise.all(Array.from({ length: threads }, () => run('warmUp', null, [])));
    },
    close: () => piscina.close(),
  };
}
