import type { FaceFormat, StoredFace } from '../../imaging/export-face.ts';

/** What artifacts are made of on demand. None of it works on the event loop. */
export interface Exports {
  /** As JSON, or as XML. */
  exportFace(face: StoredFace, format: FaceFormat): Promise<Uint8Array>;
  /** As a gray PNG. */
  labelMap(face: StoredFace): Promise<Uint8Array>;
  /** The SVG painted on white as a PNG, its longer side at most `maxSide` pixels. */
  paintSvg(svg: Uint8Array, maxSide: number): Promise<Uint8Array>;
}
