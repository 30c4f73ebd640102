import type { ZoneName } from '../../contract/names.ts';
import type { ZoneDocument } from '../../contract/result.ts';
import type { Part } from '../plane/region.ts';
import { partsArea, partsBox, partsCentroid, partsPerimeter } from '../plane/ring-measure.ts';
import { round, roundPoint } from '../plane/rounding.ts';

/** Of measures, as those of regions. */
const DECIMALS = 3;
/** Parts below this are what a line leaves behind where it runs close along a border. */
const SPECK_PX = 1;

/** null where nothing but specks is left. */
export function describeZone(name: ZoneName, parts: readonly Part[]): ZoneDocument | null {
  const kept = parts.filter((part) => partsArea([part]) >= SPECK_PX);
  if (kept.length === 0) return null;
  const box = partsBox(kept);
  return {
    name,
    ...sidesOf(name),
    parts: kept.map(({ outer, holes }) => ({
      outer: outer.map(([x, y]) => [x, y]),
      holes: holes.map((hole) => hole.map(([x, y]) => [x, y])),
    })),
    area_px: round(partsArea(kept), DECIMALS),
    perimeter_px: round(partsPerimeter(kept), DECIMALS),
    centroid: roundPoint(partsCentroid(kept), DECIMALS),
    bbox: [box.x, box.y, box.width, box.height].map((value) => round(value, DECIMALS)) as ZoneDocument['bbox'],
  };
}

/** Landmarks of a mirrored picture are refused: the subject's right is the viewer's left. */
function sidesOf(name: ZoneName): Pick<ZoneDocument, 'subject_side' | 'viewer_side'> {
  if (name.endsWith('_right')) return { subject_side: 'right', viewer_side: 'left' };
  if (name.endsWith('_left')) return { subject_side: 'left', viewer_side: 'right' };
  return { subject_side: null, viewer_side: null };
}
