import type { ArcRing, Point } from '../../geometry/index.ts';
import type { ExportedFace } from './exported-face.ts';
import { regionProperties } from './geojson.ts';

/**
 * The regions as TopoJSON (specification 1.0): each border once, so that a tool that moves or simplifies it moves both
 * of its regions. Positions are absolute: there is no `transform`. Coordinates are pixels with y down.
 */
export function toTopoJson({ id, frame, size, regions, topology }: ExportedFace): object {
  const arcs: (readonly Point[])[] = [];
  const numbers = new Map<number, number>();
  const numberOf = (arc: number): number => {
    const known = numbers.get(arc);
    if (known !== undefined) return known;
    numbers.set(arc, arcs.length);
    return arcs.push(topology.arcs[arc]!.points) - 1;
  };
  const renumbered = (ring: ArcRing): number[] => ring.map((arc) => (arc < 0 ? ~numberOf(~arc) : numberOf(arc)));
  const partsOf = new Map(topology.regions.map(({ label, parts }) => [label, parts]));

  const geometries = regions.map((region) => ({
    type: 'MultiPolygon',
    id: region.label,
    properties: regionProperties(region),
    arcs: (partsOf.get(region.label) ?? []).map(({ outer, holes }) => [outer, ...holes].map(renumbered)),
  }));
  return {
    type: 'Topology',
    submission: id,
    frame,
    size: [size.width, size.height],
    objects: { regions: { type: 'GeometryCollection', geometries } },
    arcs,
  };
}
