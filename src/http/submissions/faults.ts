import { FrontalError, type FieldError } from '../../errors.ts';
import { GeometryError } from '../../geometry/geometry-error.ts';
import { INVALID_LANDMARKS_DETAIL } from '../problem.ts';

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
