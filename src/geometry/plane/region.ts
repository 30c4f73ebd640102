import type { Point } from './affine.ts';

/** A closed ring; its last point is not its first again. Outer rings run clockwise on the screen, holes the other way. */
export type Ring = readonly Point[];

export interface Part {
  readonly outer: Ring;
  readonly holes: readonly Ring[];
}

/** Everything that carries one label, parts in descending order of their area as drawn, holes taken off. */
export interface Region {
  readonly label: number;
  readonly parts: readonly Part[];
}
