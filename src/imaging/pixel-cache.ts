import type { PixelCache, Raster } from '../submissions/steps/ports.ts';
import type { LabelMap } from '../geometry/index.ts';
import { canonicalJson } from '../content/canonical-json.ts';
import { createShortMemory } from '../content/short-memory.ts';

export interface PixelCacheOptions {
  readonly maxBytes: number;
}

/** A portrait takes three bytes a pixel and a label map mostly one, and the room is shared out so. */
export function createPixelCache({ maxBytes }: PixelCacheOptions): PixelCache {
  const labelMaps = createByteCache<LabelMap>(maxBytes * 0.25, ({ ids }) => ids.byteLength);
  return {
    portrait: createByteCache<Raster>(maxBytes * 0.75, ({ data }) => data.byteLength),
    labelMap: (digest, palette, decode) => labelMaps(palette === null ? digest : `${digest} ${canonicalJson(palette)}`, decode),
  };
}

/** Whoever asks while a decode runs shares it. What fails is not kept, nor what is larger than all the room. */
function createByteCache<T extends object>(maxBytes: number, bytesOf: (value: T) => number) {
  const kept = createShortMemory<T>(maxBytes, bytesOf);
  const running = new Map<string, Promise<T>>();

  return async (key: string, decode: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) ?? running.get(key);
    if (known) return known;
    const started = Promise.resolve()
      .then(decode)
      .then((value) => {
        kept.set(key, value);
        return value;
      })
      .finally(() => running.delete(key));
    running.set(key, started);
    return started;
  };
}
