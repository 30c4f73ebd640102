import type { RegionDocument } from '../../contract/result.ts';
import { IDENTITY, keyholeRing, rasterise, runLengths } from '../../geometry/index.ts';
import { sidedName, type ExportedFace } from './exported-face.ts';

export const COCO_SEGMENTATIONS = ['auto', 'polygons', 'rle'] as const;
export type CocoSegmentation = (typeof COCO_SEGMENTATIONS)[number];

/**
 * COCO's object detection format: a category and an annotation a region, both with the label for an id.
 *
 * @param segmentation `polygons`: a ring a part, holes joined to it, since COCO's polygons have none; `rle`: uncompressed
 *   run lengths of the pixels whose centres the region holds; `auto`: run lengths where a region has holes
 * @param fileName of the picture
 */
export function toCoco(face: ExportedFace, segmentation: CocoSegmentation, fileName: string): object {
  const { size, regions, frame, id } = face;
  const { width, height } = size;
  const withRuns = new Set(regions.filter((region) => segmentation === 'rle' || (segmentation === 'auto' && hasHoles(region))));
  const runs = withRuns.size === 0 ? new Map<number, number[]>() : runLengths(rasterise(regions, size, IDENTITY));
  return {
    info: { description: 'Regions of a face', version: '1.0', submission: id, frame },
    licenses: [],
    images: [{ id: 1, file_name: fileName, width, height }],
    categories: regions.map((region) => ({ id: region.label, name: sidedName(region), supercategory: 'face' })),
    annotations: regions.map((region) => ({
      id: region.label,
      image_id: 1,
      category_id: region.label,
      segmentation: withRuns.has(region)
        ? { size: [height, width], counts: runs.get(region.label) ?? [width * height] }
        : region.parts.map((part) => keyholeRing(part).flat()),
      area: region.area_px,
      bbox: region.bbox,
      iscrowd: 0,
    })),
  };
}

function hasHoles({ parts }: RegionDocument): boolean {
  return parts.some(({ holes }) => holes.length > 0);
}
