import type { Frame, RegionDocument } from '../../contract/result.ts';
import type { Size, Topology } from '../../geometry/index.ts';

/** What an export speaks of: regions, and the picture whose pixels their coordinates are. */
export interface ExportedFace {
  /** The submission. */
  readonly id: string;
  readonly frame: Frame;
  /** Of the picture, pixels. */
  readonly size: Size;
  readonly regions: readonly RegionDocument[];
  /** In the same frame; may hold more regions than are exported. */
  readonly topology: Topology;
}

/** `right_eye`, `skin`: unlike names alone, different for the two of a pair. Sides are the subject's. */
export function sidedName({ name, subject_side }: Pick<RegionDocument, 'name' | 'subject_side'>): string {
  const words = name.replaceAll(' ', '_');
  return subject_side === null ? words : `${subject_side}_${words}`;
}
