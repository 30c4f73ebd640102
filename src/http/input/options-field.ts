import type * as z from 'zod';
import { refused, type Field } from './faults.ts';
import { fieldErrors } from './field-errors.ts';
import { regionNameFaults } from './region-names.ts';
import { requestOptions } from '../../contract/options.ts';
import { isWithin } from './measure-json.ts';

const MAX_FAULTS = 20;
/** Options travel in the workflow's input, and a payload stays well under 16 KB. */
const MAX_BYTES = 8 * 1024;
/** Before they are read: a set can be given with much that is in it twice. */
const MAX_UNREAD_CHARACTERS = 4 * MAX_BYTES;

/**
 * Every option with its default filled in.
 *
 * @param at where the options stand in the body
 */
export function readOptionsField(value: unknown, at = '/options'): Field<z.output<typeof requestOptions>> {
  if (!isWithin(value, MAX_UNREAD_CHARACTERS)) {
    return refused({ pointer: at, code: 'invalid_option', detail: `The options are longer than ${MAX_UNREAD_CHARACTERS} characters of JSON.` });
  }
  const hidden = hiddenKey(value, at);
  if (hidden) return refused({ pointer: hidden, code: 'invalid_option', detail: 'There is no such option.' });
  const parsed = requestOptions.safeParse(value);
  if (!parsed.success) return refused(...fieldErrors(parsed.error.issues, at, 'invalid_option'));
  const names = regionNameFaults(parsed.data, at);
  if (names.length > 0) return refused(...names.slice(0, MAX_FAULTS));
  if (Buffer.byteLength(JSON.stringify(parsed.data)) > MAX_BYTES) {
    const detail = `The options are longer than ${MAX_BYTES} bytes of JSON.`;
    return refused({ pointer: at, code: 'invalid_option', detail });
  }
  return { ok: true, value: parsed.data };
}

/** zod passes over this one key of a record, and a key that does nothing is refused like any other. */
function hiddenKey(options: unknown, at: string): string | null {
  const record = RECORDS.find(([group, name]) => member(member(member(options, group), name), '__proto__') !== undefined);
  return record ? `${at}/${record.join('/')}/__proto__` : null;
}

/** Options whose keys are free. */
const RECORDS = [['style', 'regions'], ['labels', 'merge']] as const;

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
