import type { LabelMap, Size } from '../geometry/index.ts';
import { exportFace, type FaceFormat, labelMapOf, labelMapSizeOf, type StoredFace } from './export-face.ts';

/** What the thread for exports does, by the names it is asked for by. Without OpenCV: exports need geometry alone. */
export const exportTasks = {
  /** A face that is done in another format, as JSON or XML. */
  exportFace: ({ face, format }: { readonly face: StoredFace; readonly format: FaceFormat }): Uint8Array => exportFace(face, format),
  labelMapOf: (face: StoredFace): LabelMap => labelMapOf(face),
  /** Of the map that `labelMapOf` makes. */
  labelMapSize: (face: StoredFace): Size => labelMapSizeOf(face),
};

export type ExportTasks = typeof exportTasks;
