import type * as z from 'zod';
import { refused, type Field } from './faults.ts';
import { fieldErrors } from './field-errors.ts';
import { requestOptions } from './options/options.ts';

/** Options travel in the workflow's input, and a payload stays well under 16 KB. */
const MOST_BYTES = 8 * 1024;

/** Every option with its default filled in. */
export function readOptionsField(value: unknown): Field<z.output<typeof requestOptions>> {
  const hidden = hiddenKey(value);
  if (hidden) return refused({ pointer: hidden, code: 'invalid_option', detail: 'There is no such option.' });
  const parsed = requestOptions.safeParse(value);
  if (!parsed.success) return refused(...fieldErrors(parsed.error.issues, '/options', 'invalid_option'));
  if (Buffer.byteLength(JSON.stringify(parsed.data)) > MOST_BYTES) {
    const detail = `The options are longer than ${MOST_BYTES} bytes of JSON.`;
    return refused({ pointer: '/options', code: 'invalid_option', detail });
  }
  return { ok: true, value: parsed.data };
}

/** zod passes over this one key of a record, and a key that does nothing is refused like any other. */
function hiddenKey(options: unknown): string | null {
  const regions = member(member(options, 'style'), 'regions');
  return member(regions, '__proto__') === undefined ? null : '/options/style/regions/__proto__';
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}
