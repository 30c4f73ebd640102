import type { ThemeName } from '../../contract/names.ts';
import { OKABE_ITO } from './palette.ts';

/** Every value that a drawing is made with, but those of single regions. */
export interface Look {
  readonly fillOpacity: number;
  readonly stroke: string;
  /** Pixels of the portrait, as every width here. */
  readonly strokeWidth: number;
  readonly dash: string | null;
  readonly labels: 'none' | 'numbers' | 'names';
  readonly portrait: 'embed' | 'none';
  readonly landmarks: boolean;
  readonly axes: boolean;
  /** null: every label has a colour of its own. A list: regions that share a border take different ones of it. */
  readonly fills: readonly string[] | null;
  /** What lies under the regions where no portrait does; null leaves the drawing transparent. */
  readonly paper: string | null;
  /** A solid line under the borders, so much wider on both sides that they stand out on any ground. */
  readonly casing: { readonly colour: string; readonly width: number } | null;
  readonly text: Inked;
  /** Landmarks, axes and zones. */
  readonly marks: Inked;
}

/** A colour, and the one around it that sets it off. */
export interface Inked {
  readonly colour: string;
  readonly halo: string;
}

const WHITE_ON_DARK: Inked = { colour: '#ffffff', halo: '#1f2933' };
const BLACK_ON_WHITE: Inked = { colour: '#000000', halo: '#ffffff' };

/** Light to dark grays; a black line stands out on each of them at the opacity of the theme. */
const GRAYS = ['#ffffff', '#9a9a9a', '#c8c8c8', '#5f5f5f', '#e4e4e4', '#7c7c7c', '#b1b1b1'] as const;

export const THEME_LOOKS: Readonly<Record<ThemeName, Look>> = {
  // White dashes, as drawn on skin with a marker, over a light tint.
  consultation: {
    fillOpacity: 0.25, stroke: '#ffffff', strokeWidth: 1.5, dash: '6 4', labels: 'none', portrait: 'embed',
    landmarks: false, axes: false, fills: null, paper: null, casing: null, text: WHITE_ON_DARK,
    marks: { colour: '#ffffff', halo: '#1f2933' },
  },
  // Thin solid lines and strong tints, every region named: for checking a label map.
  annotation: {
    fillOpacity: 0.45, stroke: '#1f2933', strokeWidth: 1, dash: null, labels: 'names', portrait: 'embed',
    landmarks: false, axes: false, fills: null, paper: null, casing: null, text: WHITE_ON_DARK,
    marks: { colour: '#00e5ff', halo: '#1f2933' },
  },
  // Black on white paper, without the portrait; nothing depends on a colour.
  print: {
    fillOpacity: 0.4, stroke: '#000000', strokeWidth: 1.25, dash: null, labels: 'numbers', portrait: 'none',
    landmarks: false, axes: false, fills: GRAYS, paper: '#ffffff', casing: null, text: BLACK_ON_WHITE,
    marks: BLACK_ON_WHITE,
  },
  // Yellow in black: 19.6 to 1 against each other by WCAG 2.2, so one of both stands out on any skin, hair or cloth.
  'high-contrast': {
    fillOpacity: 0.35, stroke: '#ffff00', strokeWidth: 2, dash: null, labels: 'names', portrait: 'embed',
    landmarks: false, axes: false, fills: null, paper: null, casing: { colour: '#000000', width: 1 },
    text: { colour: '#ffffff', halo: '#000000' }, marks: { colour: '#ffffff', halo: '#000000' },
  },
  // Black lines and numbers say the same as the colours do.
  'colour-blind-safe': {
    fillOpacity: 0.6, stroke: '#000000', strokeWidth: 1.25, dash: null, labels: 'numbers', portrait: 'embed',
    landmarks: false, axes: false, fills: OKABE_ITO, paper: null, casing: null, text: BLACK_ON_WHITE,
    marks: BLACK_ON_WHITE,
  },
};
