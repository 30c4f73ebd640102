import type { LabelFit } from '../contract/names.ts';
import type { AlignmentDocument } from '../contract/result.ts';
import { type Alignment, mapPlacement, round, type Size } from '../geometry/index.ts';

/** The alignment as the HTTP contract spells it. Matrices keep every digit: they are what moves pixels exactly. */
export function describeAlignment(alignment: Alignment, labelMapSize: Size, fit: LabelFit = 'stretch'): AlignmentDocument {
  const { originalSize, uprightSize } = alignment;
  const [scaleX, , , scaleY, x, y] = mapPlacement(fit, labelMapSize, originalSize);
  return {
    roll_degrees: round(alignment.rollDegrees, 4),
    method: alignment.method,
    schema: alignment.schema,
    mirrored: alignment.mirrored,
    spread_degrees: round(alignment.spreadDegrees, 4),
    cues: alignment.cues.map(({ name, angleDegrees, weight }) => ({
      name,
      angle_degrees: round(angleDegrees, 4),
      weight: round(weight, 4),
    })),
    skipped: alignment.skipped,
    matrix: [...alignment.matrix],
    inverse: [...alignment.inverse],
    original_size: [originalSize.width, originalSize.height],
    upright_size: [uprightSize.width, uprightSize.height],
    label_map_scale: [scaleX, scaleY],
    ...(fit === 'stretch' ? {} : { label_map_offset: [x, y], label_map_size: [labelMapSize.width, labelMapSize.height] }),
  };
}
