import type * as z from 'zod';
import { refused, type Field } from './faults.ts';
import { fieldErrors } from './field-errors.ts';
import { requestOptions } from './options/options.ts';

/** Options travel in the workflow's input, and a payload stays well under 16 KB. */
const MOST_BYTES = 8 * 1024;

/** Every option with its default filled in. */
export function readOptionsField(value: unknown): Field<z.output<typeof requestOptions>> {
  const parsed = requestOptions.safeParse(value);
  if (!parsed.success) return refused(...fieldErrors(parsed.error.issues, '/options', 'invalid_option'));
  if (Buffer.byteLength(JSON.stringify(parsed.data)) > MOST_BYTES) {
    const detail = `The options are longer than ${MOST_BYTES} bytes of JSON.`;
    return refused({ pointer: '/options', code: 'invalid_option', detail });
  }
  return { ok: true, value: parsed.data };
}
