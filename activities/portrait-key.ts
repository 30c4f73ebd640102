import type { Digest, Orientation } from '../src/contract/options.ts';

/** One file read in two orientations is two pictures. */
export function portraitKey(portrait: Digest, orientation?: Orientation): string {
  return orientation === 'stored' ? `${portrait} stored` : portrait;
}
