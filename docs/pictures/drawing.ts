import { attributes, escapeXml, type LabelMap, type Point } from '../../src/geometry/index.ts';

type Attributes = Readonly<Record<string, string | number | null>>;

/** What is inside one frame of a picture: map coordinates in, SVG elements out. */
export interface Panel {
  readonly title: string;
  readonly elements: readonly string[];
  /** The part of the map that is shown. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const INK = '#1f2430';
export const FADED = '#8a90a0';
export const ACCENT = '#d1345b';

/** Pale, so that lines stand out. By label, background first. */
const PIXELS = ['#f2f3f5', '#fbe3d2', '#cfe8e4', '#d3e4f5', '#fff0bf', '#fde0bd', '#e4d8f4', '#f9cfdd', '#e6bcc4', '#f1c4d6', '#d5d9f6'];

const TITLE_HEIGHT = 30;
const MARGIN = 14;

/** Frames side by side, each map pixel `scale` wide. */
export function picture(description: string, scale: number, panels: readonly Panel[]): string {
  const width = panels.reduce((sum, panel) => sum + panel.width * scale + MARGIN, MARGIN);
  const height = Math.max(...panels.map((panel) => panel.height)) * scale + TITLE_HEIGHT + MARGIN;
  let left = MARGIN;
  const lines: string[] = [];
  for (const [i, panel] of panels.entries()) {
    const [w, h] = [panel.width * scale, panel.height * scale];
    lines.push(
      `<text${attributes({ x: left, y: 20, 'font-size': 13, fill: INK })}>${escapeXml(panel.title)}</text>`,
      `<clipPath id="frame-${i}"><rect${attributes({ x: panel.x, y: panel.y, width: panel.width, height: panel.height })}/></clipPath>`,
      `<g${attributes({ transform: `translate(${left} ${TITLE_HEIGHT}) scale(${scale}) translate(${-panel.x} ${-panel.y})` })}>`,
      `<g${attributes({ 'clip-path': `url(#frame-${i})` })}>`,
      ...panel.elements,
      '</g></g>',
      `<rect${attributes({ x: left, y: TITLE_HEIGHT, width: w, height: h, fill: 'none', stroke: FADED })}/>`,
    );
    left += w + MARGIN;
  }
  return [
    `<svg${attributes({ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' })}>`,
    `<title>${escapeXml(description)}</title>`,
    `<g font-family="Helvetica, Arial, sans-serif" stroke-linejoin="round" stroke-linecap="round">`,
    `<rect${attributes({ width, height, fill: '#ffffff' })}/>`,
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Runs of equal pixels as rectangles, within a window of the map. */
export function pixels({ ids, width }: LabelMap, window: Omit<Panel, 'title' | 'elements'>): string[] {
  const rectangles: string[] = [];
  for (let y = window.y; y < window.y + window.height; y++) {
    for (let x = window.x; x < window.x + window.width; ) {
      const label = ids[y * width + x]!;
      let end = x + 1;
      while (end < window.x + window.width && ids[y * width + end] === label) end++;
      const fill = PIXELS[label % PIXELS.length]!;
      // Stroked in its own colour: no hairlines between rectangles.
      rectangles.push(`<rect${attributes({ x, y, width: end - x, height: 1, fill, stroke: fill, 'stroke-width': 0.1 })}/>`);
      x = end;
    }
  }
  return rectangles;
}

export function line(points: readonly Point[], style: Attributes): string {
  const d = `M${points.map(([x, y]) => `${x} ${y}`).join('L')}`;
  return `<path${attributes({ d, fill: 'none', ...style })}/>`;
}

export function dots(points: readonly Point[], radius: number, style: Attributes): string[] {
  return points.map(([cx, cy]) => `<circle${attributes({ cx, cy, r: radius, ...style })}/>`);
}
