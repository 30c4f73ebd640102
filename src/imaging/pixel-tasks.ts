import type { CutOptions, SvgDrawing, WantedInPortrait, WantedOfFace } from '../submissions/steps/ports.ts';
import type { LabelPaletteName } from '../contract/names.ts';
import type { Face, LabelMap } from '../geometry/index.ts';
import type { Picture } from '../finding/picture.ts';
import type { ImageLimits } from './limits.ts';

/** What is sent to a pixel thread, by the name of the task. */
export interface PixelTasks {
  warmUp: null;
  decodeLabelMap: { readonly bytes: Uint8Array; readonly limits: ImageLimits; readonly palette: LabelPaletteName | null };
  deriveFromFace: { readonly face: Face; readonly wanted: WantedOfFace };
  drawSvg: SvgDrawing;
  withoutSpecks: LabelMap;
  findFace: { readonly portrait: Picture; readonly wanted: WantedInPortrait };
  partition: { readonly map: LabelMap; readonly options: CutOptions };
}
