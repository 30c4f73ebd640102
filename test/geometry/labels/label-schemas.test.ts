import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABEL_SCHEMAS, type LabelSchemaName } from '../../../src/contract.ts';
import type { LabelMap } from '../../../src/geometry/label-map.ts';
import { findLabelSchema, LABEL_SCHEMA_TABLES, nameLabel } from '../../../src/geometry/labels/label-schemas.ts';
import { mainNeighbour } from '../../../src/geometry/labels/label-neighbours.ts';
import { shippedCase, shippedLabelMap } from '../support/case.ts';

function relabel(map: LabelMap, newId: (id: number) => number): LabelMap {
  return { width: map.width, height: map.height, ids: map.ids.map(newId) };
}

/** The map turned by a quarter, clockwise. */
function quarterTurn({ width, height, ids }: LabelMap): LabelMap {
  const turned = new Uint8Array(ids.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) turned[x * height + (height - 1 - y)] = ids[y * width + x]!;
  }
  return { width: height, height: width, ids: turned };
}

function mirrored({ width, height, ids }: LabelMap): LabelMap {
  return { width, height, ids: ids.map((_, i) => ids[i - (i % width) + width - 1 - (i % width)]!) };
}

/** The same parts in the ids of another schema; parts it does not have become skin. */
function translate(map: LabelMap, from: LabelSchemaName, to: LabelSchemaName): LabelMap {
  const target = [...LABEL_SCHEMA_TABLES[to].parts];
  return relabel(map, (id) => {
    const part = LABEL_SCHEMA_TABLES[from].parts.get(id);
    if (part === undefined) return id === 0 ? 0 : 1;
    const found = target.find(([, { name, subjectSide }]) => name === part.name && subjectSide === part.subjectSide);
    return found?.[0] ?? 1;
  });
}

describe('findLabelSchema says unknown', () => {
  it('of labels that no schema has', () => {
    expect(findLabelSchema(shippedLabelMap('synth-hard'), null, -37)).toBe('unknown');
  });

  it('of an empty map, one label, and stripes of all labels', () => {
    const map = { width: 40, height: 40 };
    const fill = (idOf: (i: number) => number) => ({ ...map, ids: Uint8Array.from({ length: 1600 }, (_, i) => idOf(i)) });
    expect(findLabelSchema(fill(() => 0), null)).toBe('unknown');
    expect(findLabelSchema(fill(() => 1), null)).toBe('unknown');
    expect(findLabelSchema(fill((i) => Math.floor(i / 80)), null)).toBe('unknown');
    expect(findLabelSchema(fill((i) => i % 19), null)).toBe('unknown');
  });

  it('of the order that SegFormer models had before', () => {
    const old = new Map([
      [10, 2], [4, 4], [5, 3], [3, 5], [2, 6], [8, 7], [7, 8], [11, 9], [12, 10], [13, 11], [14, 12], [17, 13], [16, 15], [19, 1],
    ]);
    const map = relabel(shippedLabelMap('synth-holes'), (id) => old.get(id) ?? id);
    expect(findLabelSchema(map, null, 24)).toBe('unknown');
  });

  it('of facer’s order of CelebAMask-HQ', () => {
    const facer = new Map([
      [1, 2], [14, 1], [16, 3], [8, 4], [7, 5], [3, 6], [2, 7], [5, 8], [4, 9], [10, 10], [11, 11], [13, 12], [12, 13], [17, 14], [19, 2],
    ]);
    const map = relabel(shippedLabelMap('synth-holes'), (id) => facer.get(id) ?? id);
    expect(findLabelSchema(map, null, 24)).toBe('unknown');
  });

  it('rather than name a part wrongly, whatever the numbers are', () => {
    const map = shippedLabelMap('astronaut');
    const ids = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 18], { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(ids, (shuffled) => {
        const found = findLabelSchema(relabel(map, (id) => (id === 0 ? 0 : shuffled[id - 1]!)), null);
        if (found === 'unknown') return;
        const named = shuffled.map((id) => nameLabel(found, id).name);
        expect(named).toEqual(shuffled.map((_, i) => nameLabel('lapa-11', i + 1).name));
      }),
      {
        numRuns: 300,
        examples: [
          [[1, 2, 3, 4, 5, 6, 7, 9, 8, 10]],
          [[1, 4, 5, 2, 3, 6, 7, 8, 9, 10]],
          [[1, 2, 3, 4, 5, 10, 7, 8, 9, 6]],
          // Read as LaPa this is a face on its head: one eye, one brow, and three numbers unknown.
          [[1, 9, 13, 8, 6, 11, 4, 18, 2, 10]],
        ],
      },
    );
  });

  it.each([
    ['hair and skin', 17, 1],
    ['an ear and hair', 7, 17],
    ['neck and clothes', 14, 16],
    ['a brow and an eye', 2, 4],
  ])('of %s with each other’s numbers', (_, one, other) => {
    const swapped = new Map([[one, other], [other, one]]);
    const map = relabel(shippedLabelMap('synth-holes'), (id) => swapped.get(id) ?? id);
    expect(findLabelSchema(map, null)).toBe('unknown');
  });

  it('of a face of which one eye and one brow are all that shows the sides', () => {
    const map = relabel(shippedLabelMap('astronaut'), (id) => (id === 3 || id === 5 ? 1 : id));
    expect(findLabelSchema(map, null)).toBe('unknown');
  });
});

describe('findLabelSchema finds', () => {
  it.each([
    ['astronaut', 'lapa-11'],
    ['synth-plain', 'lapa-11'],
    ['synth-holes', 'bisenet-19'],
  ] as const)('%s to be %s, with and without its roll', (name, schema) => {
    const map = shippedLabelMap(name);
    expect(findLabelSchema(map, null, shippedCase(name).trueRollDegrees)).toBe(schema);
    expect(findLabelSchema(map, null)).toBe(schema);
    expect(findLabelSchema({ ...map, ids: Uint16Array.from(map.ids) }, null)).toBe(schema);
  });

  it.each(['astronaut', 'synth-holes'] as const)('%s lying on its side, on its head, and mirrored', (name) => {
    const map = shippedLabelMap(name);
    const schema = findLabelSchema(map, null);
    const lying = quarterTurn(map);
    const onItsHead = quarterTurn(lying);
    for (const turned of [lying, onItsHead, quarterTurn(onItsHead), mirrored(map)]) {
      expect(findLabelSchema(turned, null)).toBe(schema);
    }
  });

  it('the same face in the ids of every schema', () => {
    for (const to of LABEL_SCHEMAS) {
      expect(findLabelSchema(translate(shippedLabelMap('synth-holes'), 'bisenet-19', to), null)).toBe(to);
      expect(findLabelSchema(translate(shippedLabelMap('astronaut'), 'lapa-11', to), null)).toBe(to);
    }
  });

  it('a face with one eye hidden, and one without brows', () => {
    const map = shippedLabelMap('astronaut');
    expect(findLabelSchema(relabel(map, (id) => (id === 5 ? 1 : id)), null)).toBe('lapa-11');
    expect(findLabelSchema(relabel(map, (id) => (id === 2 || id === 3 ? 1 : id)), null)).toBe('lapa-11');
  });

  it('what was stated, without asking', () => {
    expect(findLabelSchema(shippedLabelMap('synth-hard'), 'celebamask-19')).toBe('celebamask-19');
  });
});

describe('nameLabel', () => {
  it('knows the subject’s sides: LaPa’s left is the image’s', () => {
    expect(nameLabel('lapa-11', 4)).toEqual({ name: 'eye', subjectSide: 'right' });
    expect(nameLabel('lapa-11', 3)).toEqual({ name: 'brow', subjectSide: 'left' });
    expect(nameLabel('bisenet-19', 4)).toEqual({ name: 'eye', subjectSide: 'left' });
    expect(nameLabel('celebamask-19', 2)).toEqual({ name: 'nose', subjectSide: null });
  });

  it('calls what it does not know by its number', () => {
    expect(nameLabel('unknown', 7)).toEqual({ name: 'label 7', subjectSide: null });
    expect(nameLabel('lapa-11', 11)).toEqual({ name: 'label 11', subjectSide: null });
    expect(nameLabel('lapa-11', 0)).toEqual({ name: 'label 0', subjectSide: null });
  });

  it.each([
    ['lapa-11', 10],
    ['celebamask-19', 18],
    ['bisenet-19', 18],
  ] as const)('%s names %i labels, sided ones in pairs', (schema, count) => {
    const parts = [...LABEL_SCHEMA_TABLES[schema].parts.values()];
    expect(LABEL_SCHEMA_TABLES[schema].name).toBe(schema);
    expect([...LABEL_SCHEMA_TABLES[schema].parts.keys()]).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    const sides = (side: string) => parts.filter(({ subjectSide }) => subjectSide === side).map(({ name }) => name).sort();
    expect(sides('left')).toEqual(sides('right'));
    expect(new Set(parts.map(({ name, subjectSide }) => `${name} ${subjectSide}`)).size).toBe(count);
  });
});

describe('mainNeighbour', () => {
  const map = {
    width: 4,
    height: 3,
    ids: Uint8Array.of(
      1, 1, 1, 2,
      1, 5, 5, 2,
      3, 3, 5, 0,
    ),
  };

  it('counts pixel sides, of background too, and none across the frame', () => {
    expect(mainNeighbour(map, 5)).toBe(1);
    expect(mainNeighbour(map, 3)).toBe(5);
    expect(mainNeighbour({ width: 2, height: 2, ids: Uint8Array.of(0, 0, 0, 4) }, 4)).toBe(0);
  });

  it('is null for a label that is alone, or not there', () => {
    expect(mainNeighbour({ width: 2, height: 1, ids: Uint8Array.of(4, 4) }, 4)).toBeNull();
    expect(mainNeighbour(map, 9)).toBeNull();
  });
});
