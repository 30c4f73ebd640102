import type { ZoneName } from '../../contract/names.ts';
import type { Zone } from '../face/described-region.ts';
import type { Sides } from '../labels/sides.ts';
import { measureShape } from '../face/describe-regions.ts';
import type { Part } from '../plane/region.ts';
import { partsArea } from '../plane/ring-measure.ts';

/** Parts below this are what a line leaves behind where it runs close along a border. */
const SPECK_PX = 1;

/** null where nothing but specks is left. */
export function describeZone(name: ZoneName, parts: readonly Part[]): Zone | null {
  const kept = parts.filter((part) => partsArea([part]) >= SPECK_PX);
  return kept.length === 0 ? null : { name, ...sidesOf(name), ...measureShape(kept) };
}

/** Landmarks of a mirrored picture are refused: the subject's right is the viewer's left. */
function sidesOf(name: ZoneName): Sides {
  if (name.endsWith('_right')) return { subjectSide: 'right', viewerSide: 'left' };
  if (name.endsWith('_left')) return { subjectSide: 'left', viewerSide: 'right' };
  return { subjectSide: null, viewerSide: null };
}
