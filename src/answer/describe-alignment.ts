import type { AlignmentDocument } from '../contract/result.ts';
import { type Alignment, round, type Size } from '../geometry/index.ts';

/** The alignment as the HTTP contract spells it. Matrices keep every digit: they are what moves pixels exactly. */
export function describeAlignment(alignment: Alignment, labelMapSize: Size): AlignmentDocument {
  const { originalSize, uprightSize } = alignment;
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
    label_map_scale: [originalSize.width / labelMapSize.width, originalSize.height / labelMapSize.height],
  };
}
