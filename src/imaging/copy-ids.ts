import type { LabelMap } from '../geometry/index.ts';

/** A copy with memory of its own; `slice` gives none where the ids are a Buffer. */
export function copyIds(ids: LabelMap['ids']): Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  return ids instanceof Uint8Array ? new Uint8Array(ids) : new Uint16Array(ids);
}
