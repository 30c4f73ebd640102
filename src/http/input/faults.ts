import { FrontalError, type ErrorCode, type FieldError } from '../../contract/errors.ts';
import { GeometryError } from '../../geometry/index.ts';
import { INVALID_LANDMARKS_DETAIL } from '../problem.ts';
import { pointerTo } from './field-errors.ts';

/** A field that was read, or everything that is wrong with it. */
export type Field<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: FieldError[] };

export function refused(...faults: FieldError[]): { readonly ok: false; readonly faults: FieldError[] } {
  return { ok: false, faults };
}

/** The field at `pointer` as `read` gives it; what it throws by design becomes a fault. */
export async function readField<T>(pointer: string, read: () => T | Promise<T>): Promise<Field<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (!(error instanceof FrontalError) && !(error instanceof GeometryError)) throw error;
    return refused({ pointer, code: error.code, detail: error.message });
  }
}

/** One error for all faults of the fields, with the code of the first. */
export function refuse(fields: readonly Field<unknown>[]): FrontalError {
  const errors = fields.flatMap((field) => (field.ok ? [] : field.faults));
  const first = errors[0]!;
  const detail = first.code === 'invalid_landmarks' ? INVALID_LANDMARKS_DETAIL : `${first.pointer}: ${first.detail}`;
  return new FrontalError(first.code, detail, { errors });
}

const MAX_NAMED = 20;

/** Every key of a body that the route does not know is a fault; of many the first are named. `what` it is, for the detail. */
export function refuseUnknown(keys: readonly string[], code: ErrorCode, what: 'field' | 'option'): Field<null> {
  const faults = keys.slice(0, MAX_NAMED).map((key) => ({ pointer: pointerTo('', key), code, detail: `There is no such ${what}.` }));
  return faults.length === 0 ? { ok: true, value: null } : refused(...faults);
}
