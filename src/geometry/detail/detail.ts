import { GeometryError } from '../geometry-error.ts';

/** How much of the traced borders is kept. */
export type Detail =
  /**
   * `measure`: every pixel keeps its label. `balanced`: close to the pixels in few points. `editable`: as few points
   * as a person wants to drag.
   */
  | { readonly kind: 'preset'; readonly name: PresetName }
  /** Every traced point stays within this distance, in label-map pixels. */
  | { readonly kind: 'tolerance'; readonly px: number }
  /** No more distinct points than this, over all regions. */
  | { readonly kind: 'points'; readonly max: number }
  /** No region below this intersection over union, by the centre rule. */
  | { readonly kind: 'iou'; readonly min: number };

export const PRESETS = ['measure', 'balanced', 'editable'] as const;
export type PresetName = (typeof PRESETS)[number];

export const DEFAULT_DETAIL: Detail = { kind: 'preset', name: 'balanced' };

/** @throws GeometryError `invalid_option` if a number is out of range */
export function checkDetail(detail: Detail): void {
  if (detail.kind === 'tolerance' && !(detail.px >= 0 && detail.px < Infinity)) {
    throw new GeometryError('invalid_option', 'The tolerance of the contours must be 0 or more pixels.');
  }
  if (detail.kind === 'points' && !(Number.isInteger(detail.max) && detail.max > 0)) {
    throw new GeometryError('invalid_option', 'The points of the contours must be a whole number above 0.');
  }
  if (detail.kind === 'iou' && !(detail.min >= 0 && detail.min <= 1)) {
    throw new GeometryError('invalid_option', 'The least IoU of the contours must be between 0 and 1.');
  }
}

/** @throws GeometryError `invalid_option` if it is out of range */
export function checkSmoothing(smoothing: number): void {
  if (!(smoothing >= 0 && smoothing <= 1)) {
    throw new GeometryError('invalid_option', 'The smoothing of the contours must be between 0 and 1.');
  }
}
