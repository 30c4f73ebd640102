import type { Orientation } from '../../contract/names.ts';
import type { Digest } from '../../contract/run.ts';

/** One file read in two orientations is two pictures. */
export function portraitKey(portrait: Digest, orientation?: Orientation): string {
  return orientation === 'stored' ? `${portrait} stored` : portrait;
}
