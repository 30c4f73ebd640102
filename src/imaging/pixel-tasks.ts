import type { CutOptions, SvgDrawing, WantedInPortrait, WantedOfFace } from '../submissions/steps/ports.ts';
import type { LabelPaletteName } from '../contract/options.ts';
import type { LabelMap } from '../geometry/lattice/label-map.ts';
import type { Face } from '../geometry/measures/measure-face.ts';
import type { Picture } from '../finding/picture.ts';
import type { FaceFormat, StoredFace } from './export-face.ts';
import type { ImageLimits } from './limits.ts';

/** What is sent to a pixel thread, by the name of the task. */
export interface PixelTasks {
  warmUp: null;
  decodeLabelMap: { readonly bytes: Uint8Array; readonly limits: ImageLimits; readonly palette: LabelPaletteName | null };
  deriveFromFace: { readonly face: Face; readonly wanted: WantedOfFace };
  drawSvg: SvgDrawing;
  exportFace: { readonly face: StoredFace; readonly format: FaceFormat };
  labelMapOf: StoredFace;
  withoutSpecks: LabelMap;
  findFace: { readonly portrait: Picture; readonly wanted: WantedInPortrait };
  partition: { readonly map: LabelMap; readonly options: CutOptions };
}
