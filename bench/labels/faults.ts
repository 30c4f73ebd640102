import { LABEL_SCHEMA_TABLES, type LabelMap } from '../../src/geometry/index.ts';
import type { DrawnMap } from './draw-map.ts';
import type { Random } from './random.ts';

/** What models and annotators get wrong, one thing a map. */
export const FAULTS: Readonly<Record<string, (drawn: DrawnMap, random: Random) => LabelMap>> = {
  none: ({ map }) => map,
  'one part missing': (drawn, random) => {
    const label = random.pick(presentLabels(drawn.map));
    return relabel(drawn.map, (id) => (id === label ? groundOf(drawn, label) : id));
  },
  'two parts under one label': ({ schema, map }, random) => {
    const { parts } = LABEL_SCHEMA_TABLES[schema];
    const present = presentLabels(map);
    const pairs = present.flatMap((one) => present.filter((other) => one < other && parts.get(one)!.name === parts.get(other)!.name).map((other) => [one, other] as const));
    const [one, other] = pairs.length > 0 && random.whole(2) === 1 ? random.pick(pairs) : twoOf(present, random);
    const [kept, lost] = random.whole(2) === 1 ? [one, other] : [other, one];
    return relabel(map, (id) => (id === lost ? kept : id));
  },
  'one part elsewhere': (drawn, random) => {
    const { map, eyes } = drawn;
    const label = random.pick(presentLabels(map));
    const angle = random.between(0, 2 * Math.PI);
    const far = random.between(0.8, 2) * eyes;
    const [dx, dy] = [Math.round(far * Math.cos(angle)), Math.round(far * Math.sin(angle))];
    const ids = relabel(map, (id) => (id === label ? groundOf(drawn, label) : id)).ids.slice();
    for (let y = 0; y < map.height; y++) {
      for (let x = 0; x < map.width; x++) {
        const [toX, toY] = [x + dx, y + dy];
        if (map.ids[y * map.width + x] !== label || toX < 0 || toY < 0 || toX >= map.width || toY >= map.height) continue;
        ids[toY * map.width + toX] = label;
      }
    }
    return { ...map, ids };
  },
  'specks of a wrong label': ({ schema, map, eyes }, random) => {
    const label = random.pick([...LABEL_SCHEMA_TABLES[schema].parts.keys()]);
    const ids = map.ids.slice();
    for (let speck = 3 + random.whole(6); speck > 0; speck--) {
      const [cx, cy] = [map.width / 2 + random.between(-2, 2) * eyes, map.height * 0.42 + random.between(-2, 2) * eyes];
      const radius = random.between(1, 5);
      for (let at = 0; at < ids.length; at++) if (Math.hypot((at % map.width) - cx, Math.floor(at / map.width) - cy) < radius) ids[at] = label;
    }
    return { ...map, ids };
  },
};

export function presentLabels({ ids }: LabelMap): number[] {
  return [...new Set(ids)].filter((id) => id !== 0).sort((a, b) => a - b);
}

/** What lies where a part does not: skin in the face, background around it. */
function groundOf({ schema }: DrawnMap, label: number): number {
  const { parts } = LABEL_SCHEMA_TABLES[schema];
  const isInside = ['brow', 'eye', 'nose', 'upper_lip', 'inner_mouth', 'lower_lip', 'lips', 'teeth', 'glasses'].includes(parts.get(label)!.name);
  return isInside ? [...parts].find(([, { name }]) => name === 'skin')![0] : 0;
}

function twoOf(labels: readonly number[], random: Random): [number, number] {
  const one = random.pick(labels);
  return [one, random.pick(labels.filter((label) => label !== one))];
}

function relabel(map: LabelMap, newId: (id: number) => number): LabelMap {
  return { ...map, ids: map.ids.map(newId) };
}
