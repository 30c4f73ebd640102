import type { LabelPaletteName } from './names.ts';

/** A label by its number, or by the name of a region: see geometry/labels/label-names.ts. */
export type LabelRef = number | string;

/** Colours of a published tool by its name, or a caller's own: what each `#rrggbb` stands for. */
export type LabelPalette = LabelPaletteName | Readonly<Record<string, LabelRef>>;

/** A palette whose names have been read. */
export type PlainLabelPalette = LabelPaletteName | Readonly<Record<string, number>>;

/** Labels by their numbers: what names stand for once the schema is known. */
export interface ChosenLabels {
  include: number[] | null;
  exclude: number[];
  merge: Record<string, number[]>;
}

/** The subject's side of labels that the schema gives one, as they lie in the map; null for one that spans both. */
export type LabelSides = Record<number, 'left' | 'right' | null>;
