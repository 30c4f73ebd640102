import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LABEL_SCHEMAS as ALL_SCHEMAS, type LabelSchemaName } from '../../../src/contract/names.ts';
import type { LabelMap } from '../../../src/geometry/lattice/label-map.ts';
import { identifyLabels } from '../../../src/geometry/labels/identify-labels.ts';
import type { PartName } from '../../../src/geometry/labels/label-schema.ts';
import { LABEL_SCHEMA_TABLES, nameLabel } from '../../../src/geometry/labels/label-schemas.ts';
import { shippedCase, shippedLabelMap } from '../support/case.ts';
import { labelMaps, quarterTurn } from '../support/label-grids.ts';
import { posedFace } from '../support/faces.ts';
import { drawnFace } from '../zones/faces.ts';
import { coarseMap, dressedMap, mirroredMap, relabel, translate, withGlasses } from '../support/relabel.ts';

/** Those that are found by shape. */
const LABEL_SCHEMAS = ALL_SCHEMAS.filter((name) => name !== 'frontal-11');

const found = (map: LabelMap): LabelSchemaName | 'unknown' => identifyLabels(map, null).finding.schema;

/** Of one schema with a name of the parts of another: what lies between the lips is teeth or an inner mouth. */
const plain = (schema: LabelSchemaName | 'unknown', label: number): string => {
  const { name, subjectSide } = nameLabel(schema, label);
  return `${name === 'teeth' ? 'inner_mouth' : name} ${subjectSide}`;
};

const dressed = new Map<string, LabelMap>();

/** A quarter of the pixels is enough where many maps are looked at. */
function dressedOnce(schema: LabelSchemaName, glasses: 'none' | 'frames' | 'dark'): LabelMap {
  const key = `${schema} ${glasses}`;
  const map = dressed.get(key) ?? coarseMap(glasses === 'none' ? dressedMap(schema) : withGlasses(dressedMap(schema), schema, glasses), 320);
  dressed.set(key, map);
  return map;
}

/** The four turns of a map by quarters. */
function turns(map: LabelMap): LabelMap[] {
  const one = quarterTurn(map);
  const two = quarterTurn(one);
  return [map, one, two, quarterTurn(two)];
}

describe('identifyLabels says unknown, with no confidence,', () => {
  it('of labels that no schema has', () => {
    const { finding } = identifyLabels(shippedLabelMap('synth-hard'), null, { rollDegrees: -37 });
    expect(finding).toMatchObject({ schema: 'unknown', source: 'shape', confidence: 0, landmarkShare: null });
  });

  it('of an empty map, one label, and stripes of all labels', () => {
    const map = { width: 40, height: 40 };
    const fill = (idOf: (i: number) => number) => ({ ...map, ids: Uint8Array.from({ length: 1600 }, (_, i) => idOf(i)) });
    for (const idOf of [() => 0, () => 1, (i: number) => Math.floor(i / 80), (i: number) => i % 19, (i: number) => Math.floor(i / 320)]) {
      expect(identifyLabels(fill(idOf), null).finding).toMatchObject({ schema: 'unknown', confidence: 0 });
    }
  });

  it('of noise, checkerboards, nested islands and diagonals, and knows no runner-up worth the name', () => {
    fc.assert(
      fc.property(labelMaps(60, 18, ['noise', 'checkerboard', 'nested', 'diagonals']), (map) => {
        const { schema, confidence, runnerUp } = identifyLabels(map, null).finding;
        expect([schema, confidence]).toEqual(['unknown', 0]);
        expect(runnerUp?.confidence ?? 0).toBeLessThan(0.5);
      }),
      { numRuns: 300 },
    );
  });

  it('of cells with many labels; few cells can lie as head and shoulders do, which is believed little', () => {
    fc.assert(
      fc.property(labelMaps(60, 18, ['cells', 'necks']), (map) => {
        const { schema, confidence } = identifyLabels(map, null).finding;
        expect(schema === 'unknown' ? confidence : confidence - 0.6).toBeLessThanOrEqual(0);
        expect(['unknown', 'mediapipe-6']).toContain(schema);
      }),
      { numRuns: 300 },
    );
  });

  it('rather than name a part wrongly, whatever the numbers are', () => {
    const map = shippedLabelMap('astronaut');
    const ids = fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 17, 18], { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(ids, (shuffled) => {
        const schema = found(relabel(map, (id) => (id === 0 ? 0 : shuffled[id - 1]!)));
        if (schema === 'unknown') return;
        expect(shuffled.map((id) => plain(schema, id))).toEqual(shuffled.map((_, i) => plain('lapa-11', i + 1)));
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
    expect(found(relabel(shippedLabelMap('synth-holes'), (id) => swapped.get(id) ?? id))).toBe('unknown');
  });

  it('of a face of which one eye and one brow are all that shows the sides', () => {
    expect(found(relabel(shippedLabelMap('astronaut'), (id) => (id === 3 || id === 5 ? 1 : id)))).toBe('unknown');
  });

  it('of skin, hair and nothing else that a portrait without eyes would show', () => {
    expect(found(relabel(shippedLabelMap('astronaut'), (id) => (id === 10 ? 1 : id === 0 ? 0 : 3)))).toBe('unknown');
    expect(found(relabel(shippedLabelMap('astronaut'), (id) => (id < 6 ? id : 1)))).toBe('unknown');
  });
});

describe('identifyLabels finds', () => {
  it.each([
    ['astronaut', 'lapa-11'],
    ['synth-plain', 'lapa-11'],
    ['synth-holes', 'bisenet-19'],
  ] as const)('%s to be %s, with and without its roll, of 8 and of 16 bits', (name, schema) => {
    const map = shippedLabelMap(name);
    expect(identifyLabels(map, null, { rollDegrees: shippedCase(name).trueRollDegrees }).finding.schema).toBe(schema);
    expect(identifyLabels(map, null).finding).toMatchObject({ schema, source: 'shape' });
    expect(identifyLabels(map, null).finding.confidence).toBeGreaterThan(0.9);
    expect(found({ ...map, ids: Uint16Array.from(map.ids) })).toBe(schema);
  });

  it.each(['astronaut', 'synth-holes'] as const)('%s lying on its side, on its head, and mirrored', (name) => {
    const map = shippedLabelMap(name);
    for (const turned of [...turns(map), mirroredMap(map)]) expect(found(turned)).toBe(found(map));
  });

  it.each(LABEL_SCHEMAS)('a face with hat, ears and jewellery in the ids of %s, at every quarter turn', (schema) => {
    for (const map of turns(dressedMap(schema))) {
      const { finding } = identifyLabels(map, null);
      expect(finding.schema).toBe(schema);
      // Without eyes and mouth there is less to go by, without a nose a little less.
      expect(finding.confidence).toBeGreaterThan({ 'mediapipe-6': 0.5, 'easyportrait-9': 0.8 }[schema as string] ?? 0.9);
      expect(finding.runnerUp?.confidence ?? 0).toBeLessThanOrEqual(finding.confidence);
    }
  });

  it.each(LABEL_SCHEMAS.filter((name) => name !== 'mediapipe-6'))('a plain face in the ids of %s', (schema) => {
    const map = translate(shippedLabelMap('astronaut'), 'lapa-11', schema);
    // What iBugMask and MT add to LaPa, this face does not show.
    expect(found(map)).toBe(schema === 'ibugmask-14' || schema === 'mt-14' ? 'lapa-11' : schema);
  });

  it.each(LABEL_SCHEMAS.filter((name) => [...LABEL_SCHEMA_TABLES[name].parts.values()].some((part) => part.name === 'glasses')))(
    'a face with glasses, and one whose dark glasses hide the eyes, in the ids of %s',
    (schema) => {
      expect(found(withGlasses(dressedMap(schema), schema, 'frames'))).toBe(schema);
      expect(found(withGlasses(dressedMap(schema), schema, 'dark'))).toBe(schema);
    },
  );

  it.each(LABEL_SCHEMAS)('%s under salt of all its labels', (schema) => {
    const map = dressedMap(schema);
    const labels = [0, ...LABEL_SCHEMA_TABLES[schema].parts.keys()];
    const salted = map.ids.map((id, i) => {
      const random = Math.imul(i + 1, 2654435761) >>> 0;
      return random % 400 === 0 ? labels[(random >>> 16) % labels.length]! : id;
    });
    expect(found({ ...map, ids: salted })).toBe(schema);
  });

  it.each(Array.from({ length: 12 }, (_, i) => 30 * i - 165))('a bare face at a roll of %i degrees, turned aside and not', (rollDegrees) => {
    for (const yawDegrees of [0, 60]) {
      const map = coarseMap(drawnFace(posedFace({ rollDegrees, yawDegrees })), 500);
      for (const schema of ['lapa-11', 'celebamask-19', 'celebamask-19-list1', 'bisenet-19', 'segformer-19', 'facer-19', 'easyportrait-9'] as const) {
        expect(found(translate(map, 'lapa-11', schema))).toBe(schema);
      }
    }
  });

  it('a face with one eye hidden, and one without brows, with less confidence', () => {
    const map = shippedLabelMap('astronaut');
    const whole = identifyLabels(map, null).finding.confidence;
    for (const hidden of [[5], [2, 3]]) {
      const { schema, confidence } = identifyLabels(relabel(map, (id) => (hidden.includes(id) ? 1 : id)), null).finding;
      expect(schema).toBe('lapa-11');
      expect(confidence).toBeLessThan(whole);
      expect(confidence).toBeGreaterThan(0.5);
    }
  });

  it('never another schema’s names, whatever parts are missing', () => {
    const missing = fc.array(fc.constantFrom(...Array.from({ length: 18 }, (_, i) => i + 1)), { maxLength: 6 });
    const glasses = fc.constantFrom('none' as const, 'frames' as const, 'dark' as const);
    fc.assert(
      fc.property(fc.constantFrom(...LABEL_SCHEMAS), missing, glasses, (schema, labels, kind) => {
        const { parts } = LABEL_SCHEMA_TABLES[schema];
        const hasGlasses = [...parts.values()].some(({ name }) => name === 'glasses');
        const whole = dressedOnce(schema, hasGlasses ? kind : 'none');
        const skin = [...parts].find(([, { name }]) => name === 'skin')![0];
        const outside: readonly PartName[] = ['hair', 'hat', 'neck', 'necklace', 'clothes', 'earring', 'person', 'body_skin'];
        const map = relabel(whole, (id) => {
          if (!labels.includes(id) || id === skin) return id;
          return outside.includes(parts.get(id)?.name ?? 'skin') ? 0 : skin;
        });
        const other = found(map);
        if (other === 'unknown') return;
        const areSettled = [other, schema].every((name) => LABEL_SCHEMA_TABLES[name].sides === 'settled');
        const spoken = (name: LabelSchemaName, label: number) => (areSettled ? plain(name, label) : plain(name, label).split(' ')[0]);
        for (const label of new Set(map.ids)) expect(spoken(other, label)).toBe(spoken(schema, label));
      }),
      { numRuns: 120 },
    );
  });
});

describe('the runner-up', () => {
  it('of LaPa is the schema that has its numbers and more', () => {
    expect(identifyLabels(shippedLabelMap('astronaut'), null).finding.runnerUp).toEqual({ schema: 'ibugmask-14', confidence: 0.977 });
  });

  it('is far behind where schemas name the labels differently', () => {
    for (const schema of ['celebamask-19', 'celebamask-19-list1', 'bisenet-19', 'segformer-19', 'facer-19', 'easyportrait-9'] as const) {
      expect(identifyLabels(dressedMap(schema), null).finding.runnerUp?.confidence ?? 0).toBeLessThan(0.5);
    }
  });

  it('of iBugMask without glasses is MT without a neck: they name all but the teeth alike', () => {
    const { finding } = identifyLabels(dressedMap('ibugmask-14'), null);
    expect(finding).toMatchObject({ schema: 'ibugmask-14', runnerUp: { schema: 'mt-14', confidence: finding.confidence } });
  });
});

describe('a stated schema', () => {
  it('is used, and nothing is said where the map agrees', () => {
    const { finding, warnings, shape } = identifyLabels(shippedLabelMap('astronaut'), 'lapa-11');
    expect(finding).toMatchObject({ schema: 'lapa-11', source: 'stated', confidence: 1, runnerUp: { schema: 'ibugmask-14' } });
    expect(shape).toBe('lapa-11');
    expect(warnings).toEqual([]);
  });

  it('of Frontal’s own maps has to be stated', () => {
    const own = dressedMap('frontal-11');
    expect(identifyLabels(own, 'frontal-11')).toMatchObject({ finding: { schema: 'frontal-11', source: 'stated' }, warnings: [] });
    expect(found(own)).not.toBe('frontal-11');
  });

  it('may be one of several that name the map alike', () => {
    expect(identifyLabels(shippedLabelMap('astronaut'), 'ibugmask-14').warnings).toEqual([]);
    expect(identifyLabels(shippedLabelMap('astronaut'), 'mt-14').finding.schema).toBe('mt-14');
  });

  it('is doubted where the shape speaks for another', () => {
    const { finding, warnings, shape } = identifyLabels(shippedLabelMap('astronaut'), 'celebamask-19');
    expect(finding).toMatchObject({ schema: 'celebamask-19', source: 'stated', runnerUp: { schema: 'lapa-11', confidence: 1 } });
    expect(finding.confidence).toBeLessThan(0.5);
    expect(shape).toBe('lapa-11');
    expect(warnings).toEqual([{ code: 'label_schema_doubtful', detail: expect.stringMatching(/lapa-11.*celebamask-19/) }]);
  });

  it('is told the labels that it does not know, all of them counted', () => {
    expect(identifyLabels(shippedLabelMap('synth-holes'), 'bisenet-19').warnings).toEqual([
      { code: 'labels_not_in_schema', detail: expect.stringContaining(' labels 19;') },
    ]);
    expect(identifyLabels(shippedLabelMap('synth-hard'), 'celebamask-19')).toMatchObject({
      finding: { schema: 'celebamask-19' },
      warnings: [{ code: 'labels_not_in_schema', detail: expect.stringMatching(/\d, \d+.* and \d+ more/) }],
    });
  });
});

describe('landmarks', () => {
  const { landmarks, portraitSize } = shippedCase('astronaut');
  const face = { landmarks, portraitSize, landmarkSchema: 'mediapipe-478' } as const;

  it('say what share of each group falls on its label', () => {
    const { landmarkShare } = identifyLabels(shippedLabelMap('astronaut'), null, { face }).finding;
    expect(landmarkShare).toEqual({ eye: 1, brow: 0.5, nose: 1, lip: 1 });
  });

  it('are null for groups that the schema or the map does not have', () => {
    const portrait = translate(shippedLabelMap('astronaut'), 'lapa-11', 'easyportrait-9');
    expect(identifyLabels(portrait, null, { face }).finding.landmarkShare).toEqual({ eye: 1, brow: 0.5, nose: null, lip: 1 });
    const browless = relabel(shippedLabelMap('astronaut'), (id) => (id === 2 || id === 3 ? 1 : id));
    expect(identifyLabels(browless, null, { face }).finding.landmarkShare).toMatchObject({ brow: null, eye: 1 });
  });

  it('never change what the shape says, however wrong they are', () => {
    const wrong = { ...face, landmarks: landmarks.map(([x, y]) => [y, x] as const) };
    for (const schema of LABEL_SCHEMAS) {
      const map = dressedMap(schema);
      const { finding } = identifyLabels(map, null, { face: wrong, rollDegrees: 90 });
      expect({ ...finding, landmarkShare: null }).toEqual(identifyLabels(map, null).finding);
    }
  });
});
