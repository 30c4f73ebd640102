/**
 * Fills of the labels 1 to 19, far apart for neighbours in a face under the common schemas, light enough for white
 * lines and readable over skin and hair.
 */
const FILLS = [
  '#f4a582', '#3fb8af', '#2a9dd6', '#ffd23f', '#f79d1e', '#9b6dd7', '#f0598b', '#a83250', '#d9407a', '#5b6ee1',
  '#7bc043', '#e07a5f', '#56c2a6', '#c97bd1', '#8fb339', '#4f8fc0', '#b5838d', '#e6b422', '#6d9f71',
] as const;

/**
 * Seven of the eight colours that stay apart under every common kind of colour vision: M. Okabe and K. Ito, Color
 * Universal Design (2008), https://jfly.uni-koeln.de/color/. The eighth is black, and that is for lines.
 */
export const OKABE_ITO = ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7'] as const;

/** Turns the hue by the golden angle from label to label, so that near labels differ and none repeats early. */
const GOLDEN_ANGLE_DEGREES = 137.508;

/** The fill of a label where the style names none: the same in every drawing. */
export function colourOf(label: number): string {
  return FILLS[label - 1] ?? hslToHex((label * GOLDEN_ANGLE_DEGREES) % 360, 0.65, 0.58);
}

/** Foley and van Dam's conversion, in the closed form of CSS Color Module Level 4, section 7.1. */
function hslToHex(hue: number, saturation: number, lightness: number): string {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (n: number): string => {
    const k = (n + hue / 30) % 12;
    const value = lightness - chroma * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(value * 255).toString(16).padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
