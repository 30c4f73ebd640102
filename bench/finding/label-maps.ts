import { FrontalError } from '../../src/contract/errors.ts';
import type { Networks } from '../../src/finding/find-face.ts';
import { findWanted } from '../../src/finding/find-wanted.ts';
import { LABEL_SCHEMA_TABLES, type LabelMap, type PartName } from '../../src/geometry/index.ts';
import type { LabelSchemaName } from '../../src/contract/names.ts';
import { LARGEST, type FindingCase } from './finding-case.ts';

const MOUTH: readonly PartName[] = ['upper_lip', 'inner_mouth', 'lower_lip', 'lips', 'teeth'];
const PARTS: readonly (readonly [name: string, parts: readonly PartName[]])[] = [
  ['skin', ['skin']],
  ['face', ['skin', 'brow', 'eye', 'nose', 'glasses', ...MOUTH]],
  ['hair', ['hair']],
  ['eyes', ['eye']],
  ['nose', ['nose']],
  ['mouth', MOUTH],
  ['upper lip', ['upper_lip']],
  ['lower lip', ['lower_lip']],
  ['brows', ['brow']],
];

/** Intersection over union with the known map, at its size. */
export function measureLabelMaps(networks: Networks, cases: readonly FindingCase[], print: (line?: string) => void): void {
  print(`| label map, IoU | ${PARTS.map(([name]) => name).join(' | ')} |`);
  print(`| --- |${' --- |'.repeat(PARTS.length)}`);
  const rows = cases.map((one) => {
    const found = labelMapOf(networks, one);
    const row = PARTS.map(([, parts]) => iou(pick(one.map, one.schema, parts), found && stretched(pick(found, 'frontal-11', parts), found, one.map)));
    print(`| ${one.name} | ${row.map(shown).join(' | ')} |`);
    return row;
  });
  const means = PARTS.map((_, part) => {
    const known = rows.map((row) => row[part]!).filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  });
  print(`| **mean** | ${means.map(shown).join(' | ')} |`);
}

const shown = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(3));

function labelMapOf(networks: Networks, { portrait }: FindingCase): LabelMap | null {
  try {
    return findWanted(networks, portrait, LARGEST).labelMap;
  } catch (error) {
    if (error instanceof FrontalError && error.code === 'no_face_found') return null;
    throw error;
  }
}

function pick({ ids }: LabelMap, schema: LabelSchemaName, parts: readonly PartName[]): Uint8Array {
  const table = LABEL_SCHEMA_TABLES[schema].parts;
  return Uint8Array.from(ids, (id) => (parts.includes(table.get(id)?.name ?? 'background') ? 1 : 0));
}

/** By the nearest pixel. */
function stretched(mask: Uint8Array, from: LabelMap, to: LabelMap): Uint8Array {
  return Uint8Array.from({ length: to.width * to.height }, (_, i) => {
    const x = Math.floor((((i % to.width) + 0.5) * from.width) / to.width);
    const y = Math.floor(((Math.floor(i / to.width) + 0.5) * from.height) / to.height);
    return mask[y * from.width + x]!;
  });
}

/** NaN where the known map has none of it; 0 where no face was found. */
function iou(known: Uint8Array, found: Uint8Array | null): number {
  let [both, either, there] = [0, 0, 0];
  for (let i = 0; i < known.length; i++) {
    const other = found?.[i] ?? 0;
    both += known[i]! & other;
    either += known[i]! | other;
    there += known[i]!;
  }
  return there === 0 ? Number.NaN : both / either;
}
