import type { Warning } from '../../contract/warning.ts';
import type { LabelSchemaName } from '../../contract/names.ts';
import type { Blob } from './label-blobs.ts';
import { LABEL_SCHEMA_TABLES } from './label-schemas.ts';
import type { Reading } from './read-as-schema.ts';

const MAX_LABELS_NAMED = 8;

/**
 * What speaks against a stated schema: labels that it does not know, and a shape that is another schema's.
 *
 * @param own the map as the stated schema reads it
 * @param found the reading that the shape speaks for
 */
export function doubtsAbout(
  stated: LabelSchemaName,
  blobs: ReadonlyMap<number, Blob>,
  own: Reading | undefined,
  found: Reading | null,
): Warning[] {
  const warnings: Warning[] = [];
  const strange = [...blobs.keys()].filter((label) => !LABEL_SCHEMA_TABLES[stated].parts.has(label));
  if (strange.length > 0) {
    const more = strange.length > MAX_LABELS_NAMED ? ` and ${strange.length - MAX_LABELS_NAMED} more` : '';
    warnings.push({
      code: 'labels_not_in_schema',
      detail: `The stated label schema ${stated} does not know the labels ${strange.slice(0, MAX_LABELS_NAMED).join(', ')}${more}; they are named by their number. Those that are no region are left out by options.labels.background.`,
    });
  }
  if (found !== null && found.name !== stated && !(own?.fits ?? false)) {
    warnings.push({
      code: 'label_schema_doubtful',
      detail: `The labels lie as ${found.name} has them (confidence ${found.confidence.toFixed(2)}), not as the stated schema ${stated}; it was used all the same.`,
    });
  }
  return warnings;
}
