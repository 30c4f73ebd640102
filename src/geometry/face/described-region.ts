import type { ZoneName } from '../../contract/names.ts';
import type { Sides } from '../labels/sides.ts';
import type { Point } from '../plane/affine.ts';
import type { Part } from '../plane/region.ts';
import type { Box } from '../plane/ring-measure.ts';

/** A shape with its measures, in the unit of its coordinates. */
export interface Shape {
  readonly parts: readonly Part[];
  readonly area: number;
  /** Outer rings and holes together. */
  readonly perimeter: number;
  readonly centroid: Point;
  readonly box: Box;
}

/** A region by its name. */
export interface DescribedRegion extends Sides, Shape {
  readonly label: number;
  readonly name: string;
}

/** A part of the face that no label map marks, cut by the borders of the regions. */
export interface Zone extends Sides, Shape {
  readonly name: ZoneName;
}
