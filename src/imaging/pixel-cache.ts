import { LRUCache } from 'lru-cache';

import type { PixelCache, Raster } from '../../activities/dependencies.ts';
import type { Digest } from '../contract.ts';
import type { LabelMap } from '../geometry/label-map.ts';

export interface PixelCacheOptions {
  readonly maxBytes: number;
}

/** A portrait takes three bytes a pixel and a label map mostly one, and the room is shared out so. */
export function createPixelCache({ maxBytes }: PixelCacheOptions): PixelCache {
  return {
    portrait: createByteCache<Raster>(maxBytes * 0.75, ({ data }) => data.byteLength),
    labelMap: createByteCache<LabelMap>(maxBytes * 0.25, ({ ids }) => ids.byteLength),
  };
}

/** Whoever asks while a decode runs shares it. What fails is not kept, nor what is larger than all the room. */
function createByteCache<T extends object>(maxBytes: number, bytesOf: (value: T) => number) {
  const kept = new LRUCache<Digest, T>({ maxSize: Math.max(1, Math.floor(maxBytes)), sizeCalculation: bytesOf });
  const running = new Map<Digest, Promise<T>>();

  return async (digest: Digest, decode: () => Promise<T>): Promise<T> => {
    const known = kept.get(digest) ?? running.get(digest);
    if (known) return known;
    const started = Promise.resolve()
      .then(decode)
      .then((value) => {
        kept.set(digest, value);
        return value;
      })
      .finally(() => running.delete(digest));
    running.set(digest, started);
    return started;
  };
}
