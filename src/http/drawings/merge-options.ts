import type { SubmissionOptions } from '../../contract/options.ts';

/** Options that a drawing may state: all that are part of a submission's identity. */
export const DRAWING_GROUPS = ['alignment', 'labels', 'contours', 'style', 'zones', 'measures'] as const satisfies readonly (keyof SubmissionOptions)[];

type Given = Readonly<Record<string, unknown>>;

/**
 * The options of a submission with what is stated anew: within a group each option that is stated takes the place of
 * the former one, whole, and in `style.regions` each label that is stated; `{}` takes a label's own style away. What is
 * not stated stays. What comes out is still to be checked.
 */
export function mergeOptions(options: SubmissionOptions, given: Given): Given {
  const merged: Record<string, unknown> = { ...options };
  for (const group of DRAWING_GROUPS) {
    if (Object.hasOwn(given, group)) merged[group] = over(options[group], given[group]);
  }
  const { regions } = options.style;
  const { style } = merged;
  return isRecord(style) && Object.hasOwn(style, 'regions') ? { ...merged, style: { ...style, regions: over(regions, style['regions']) } } : merged;
}

/** Nothing but records is merged: lists, numbers and what has the wrong type take the place of what was there. */
function over(former: unknown, stated: unknown): unknown {
  return isRecord(former) && isRecord(stated) ? { ...former, ...stated } : stated;
}

function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
