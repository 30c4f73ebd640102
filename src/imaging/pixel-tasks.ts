import type { SvgDrawing } from '../../activities/dependencies.ts';
import type { LabelMap } from '../geometry/label-map.ts';
import type { PartitionOptions } from '../geometry/partition/partition.ts';
import type { ImageLimits } from './limits.ts';

/** What is sent to a pixel thread, by the name of the task. */
export interface PixelTasks {
  warmUp: null;
  decodeLabelMap: { readonly bytes: Uint8Array; readonly limits: ImageLimits };
  drawSvg: SvgDrawing;
  partition: { readonly map: LabelMap; readonly options: PartitionOptions };
}
