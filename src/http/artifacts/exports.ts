import type { FaceFormat, StoredFace } from '../../imaging/export-face.ts';

/**
 * What artifacts are made of on demand, in bounded time and memory. None of it works on the event loop, nor on a thread
 * that steps use, and none goes on for a caller who has gone: `signal`.
 *
 * @throws FrontalError `busy` where it takes too long, or too much is asked for at once
 */
export interface Exports {
  /** As JSON, or as XML. */
  exportFace(face: StoredFace, format: FaceFormat, signal: AbortSignal): Promise<Uint8Array>;
  /** As a gray PNG. */
  labelMap(face: StoredFace, signal: AbortSignal): Promise<Uint8Array>;
  /** The SVG painted on white as a PNG, its longer side at most `maxSide` pixels. */
  paintSvg(svg: Uint8Array, maxSide: number, signal: AbortSignal): Promise<Uint8Array>;
}
