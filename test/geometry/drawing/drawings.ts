import { composeAffine, rotationAbout, scaleAffine } from '../../../src/geometry/plane/affine.ts';
import type { Drawing } from '../../../src/geometry/drawing/drawing.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { partitionLabelMap } from '../../../src/geometry/cut.ts';
import { describeRegions } from '../../../src/geometry/face/describe-regions.ts';
import { shippedLabelMap, type CaseName } from '../support/case.ts';
import { UNTOUCHED } from '../support/label-grids.ts';

/** A drawing of all regions of a map but some, turned about the middle of the map, then scaled, without a portrait. */
export function drawingOf(map: LabelMap, { exclude = [] as number[], turnedBy = 0, tolerancePx = 0, scale = 1 } = {}): Drawing {
  const placement = composeAffine(scaleAffine(scale, scale), rotationAbout(turnedBy, map.width / 2, map.height / 2));
  const { regions, topology } = partitionLabelMap(map, { detail: { kind: 'tolerance', px: tolerancePx }, placement }, UNTOUCHED);
  return {
    size: { width: scale * map.width, height: scale * map.height },
    portrait: null,
    regions: describeRegions(regions.filter(({ label }) => !exclude.includes(label)), { labelSchema: 'unknown' }),
    topology,
    landmarks: null,
    zones: [],
    axes: null,
    style: { regions: {} },
  };
}

export function shippedDrawing(name: CaseName): Drawing {
  return drawingOf(shippedLabelMap(name), { tolerancePx: 0.5 });
}

/** Each element of one kind as its attributes. */
export function elements(svg: string, kind: string): Record<string, string>[] {
  return [...svg.matchAll(new RegExp(`<${kind}((?: [^>]*?)?)/?>`, 'g'))].map(([, list]) =>
    Object.fromEntries([...list!.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!])),
  );
}

/** What stands in the group with this id, up to its end. */
export function layer(svg: string, id: string): string {
  const lines = svg.split('\n');
  const start = lines.findIndex((line) => line.startsWith('<g') && line.includes(`id="${id}"`));
  if (start < 0) return '';
  let depth = 0;
  let end = start;
  do {
    depth += (lines[end]!.match(/<g[ >]/g) ?? []).length - (lines[end]!.match(/<\/g>/g) ?? []).length;
    end++;
  } while (depth > 0);
  return lines.slice(start, end).join('\n');
}
