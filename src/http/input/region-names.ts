import { GeometryError, isRegionName, PART_NAMES, resolvePalette } from '../../geometry/index.ts';
import type { FieldError } from '../../contract/errors.ts';
import type { LabelRef } from '../../contract/label-choice.ts';
import type { SubmissionOptions } from '../../contract/options.ts';
import { pointerTo } from './field-errors.ts';

/** What is wrong with names and colours of regions among options that have the right form, by JSON pointer from `base` on. */
export function regionNameFaults({ labels, style }: Pick<SubmissionOptions, 'labels' | 'style'>, base: string): FieldError[] {
  const { include, exclude, merge, palette, schema } = labels;
  const merged = Object.keys(merge);
  const unknown = (refs: readonly LabelRef[], path: readonly string[], names: readonly string[]): FieldError[] =>
    refs.flatMap((ref, i) => (typeof ref === 'number' || isRegionName(ref, names) ? [] : [noSuchRegion([...path, i], names)]));
  const noSuchRegion = (path: readonly PropertyKey[], names: readonly string[]): FieldError => fault(path, describeNames(names));
  const fault = (path: readonly PropertyKey[], detail: string): FieldError => ({ pointer: pointerTo(base, ...path), code: 'invalid_option', detail });
  return [
    ...unknown(include ?? [], ['labels', 'include'], merged),
    ...unknown(exclude, ['labels', 'exclude'], merged),
    ...Object.entries(merge).flatMap(([name, refs]) => unknown(refs, ['labels', 'merge', name], [])),
    ...paletteFaults(palette, schema).map((detail) => fault(['labels', 'palette'], detail)),
    ...Object.keys(style.regions)
      .filter((name) => !/^\d/.test(name) && !isRegionName(name, merged))
      .map((name) => noSuchRegion(['style', 'regions', name], merged)),
  ];
}

function paletteFaults(palette: SubmissionOptions['labels']['palette'], schema: SubmissionOptions['labels']['schema']): string[] {
  if (palette === null) return [];
  try {
    resolvePalette(palette, schema);
    return [];
  } catch (error) {
    if (error instanceof GeometryError) return [error.message];
    throw error;
  }
}

const MAX_NAMED = 8;

/** @param merged names of labels.merge */
function describeNames(merged: readonly string[]): string {
  const own = merged.length === 0 ? '' : `; or of labels.merge: ${merged.slice(0, MAX_NAMED).join(', ')}`;
  return `No region is called so. Expected a label or one of ${PART_NAMES.join(', ')}, with left_ or right_ before those that have a side${own}.`;
}
