import { sidedName, type ExportedFace } from './exported-face.ts';
import { keyholeRing } from '../../geometry/index.ts';

/** The version of labelme whose files these are like; it reads the fields and not the number. */
const LABELME_VERSION = '5.5.0';

/**
 * A labelme file: a polygon a part, the parts of one region in one group, large parts first, as later ones are painted
 * over earlier ones. Holes are joined to the ring around them, since labelme has none.
 *
 * @param imagePath where the picture lies beside the file
 */
export function toLabelme({ size, regions }: ExportedFace, imagePath: string): object {
  const parts = regions.flatMap((region) => region.parts.map((part) => ({ region, ring: keyholeRing(part) })));
  return {
    version: LABELME_VERSION,
    flags: {},
    shapes: parts
      .toSorted((a, b) => b.region.area_px - a.region.area_px || a.region.label - b.region.label)
      .map(({ region, ring }) => ({
        label: sidedName(region),
        points: ring,
        group_id: region.label,
        description: '',
        shape_type: 'polygon',
        flags: {},
      })),
    imagePath,
    imageData: null,
    imageHeight: size.height,
    imageWidth: size.width,
  };
}
