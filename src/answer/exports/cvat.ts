import { attributes, keyholeRing } from '../../geometry/index.ts';
import { sidedName, type ExportedFace } from './exported-face.ts';

/**
 * CVAT for images 1.1: a polygon a part, the parts of a region under one label, large ones below small ones. Holes are
 * joined to the ring around them, since CVAT's polygons have none.
 *
 * @param name of the picture, as CVAT's task has it
 */
export function toCvat({ size, regions }: ExportedFace, name: string): string {
  const labels = [...new Set(regions.map(sidedName))];
  const parts = regions.flatMap((region) => region.parts.map((part) => ({ region, ring: keyholeRing(part) })));
  const polygons = parts
    .toSorted((a, b) => b.region.area_px - a.region.area_px || a.region.label - b.region.label)
    .map(({ region, ring }, order) => {
      const points = ring.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(';');
      const { label } = region;
      return `    <polygon${attributes({ label: sidedName(region), source: 'file', occluded: 0, points, z_order: order, group_id: label })}/>`;
    });
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<annotations>',
    '  <version>1.1</version>',
    `  <meta><task><labels>${labels.map((label) => `<label><name>${label}</name><type>polygon</type></label>`).join('')}</labels></task></meta>`,
    `  <image${attributes({ id: 0, name, width: size.width, height: size.height })}>`,
    ...polygons,
    '  </image>',
    '</annotations>',
    '',
  ].join('\n');
}
