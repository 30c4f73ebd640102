import type { CutOptions, SvgDrawing, WantedInPortrait, WantedOfFace } from '../submissions/steps/ports.ts';
import type { PlainLabelPalette } from '../contract/label-choice.ts';
import type { Face, FaceMap, FaceMapQuestion, LabelMap } from '../geometry/index.ts';
import type { Picture } from '../finding/picture.ts';
import type { ImageLimits } from './limits.ts';

/** What is sent to a pixel thread, by the name of the task. */
export interface PixelTasks {
  warmUp: null;
  decodeLabelMap: { readonly bytes: Uint8Array; readonly limits: ImageLimits; readonly palette: PlainLabelPalette | null };
  deriveFromFace: { readonly face: Face; readonly wanted: WantedOfFace };
  drawSvg: SvgDrawing;
  readFaceMap: { readonly map: LabelMap; readonly question: FaceMapQuestion };
  findFace: { readonly portrait: Picture; readonly wanted: WantedInPortrait };
  partition: { readonly map: LabelMap; readonly options: CutOptions };
}

/** The map is null where it is the one that was sent: it stays where it is. */
export interface ReadInThread extends Omit<FaceMap, 'map'> {
  readonly map: LabelMap | null;
}
