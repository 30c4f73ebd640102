import type { CutOptions, SvgDrawing } from '../../activities/dependencies.ts';
import type { LabelPaletteName } from '../contract.ts';
import type { LabelMap } from '../geometry/label-map.ts';
import type { ImageLimits } from './limits.ts';

/** What is sent to a pixel thread, by the name of the task. */
export interface PixelTasks {
  warmUp: null;
  decodeLabelMap: { readonly bytes: Uint8Array; readonly limits: ImageLimits; readonly palette: LabelPaletteName | null };
  drawSvg: SvgDrawing;
  partition: { readonly map: LabelMap; readonly options: CutOptions };
}
