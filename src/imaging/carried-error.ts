import { FrontalError, type ErrorCode, type FieldError } from '../contract/errors.ts';
import { GeometryError, type GeometryErrorCode } from '../geometry/index.ts';

interface CarriedFrontalError {
  readonly kind: 'frontal';
  readonly code: ErrorCode;
  readonly message: string;
  readonly errors: readonly FieldError[];
}

interface CarriedGeometryError {
  readonly kind: 'geometry';
  readonly code: GeometryErrorCode;
  readonly message: string;
}

/** A task's answer between threads. Classes do not survive the way, so errors that have a code go as plain objects. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CarriedFrontalError | CarriedGeometryError };

/** Errors without a code are thrown on, as errors even where WebAssembly throws a number. */
export async function outcomeOf<T>(task: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    if (error instanceof FrontalError) {
      const { code, message, errors } = error;
      return { ok: false, error: { kind: 'frontal', code, message, errors } };
    }
    if (error instanceof GeometryError) {
      const { code, message } = error;
      return { ok: false, error: { kind: 'geometry', code, message } };
    }
    throw error instanceof Error ? error : new Error(`A pixel task threw ${String(error)}.`);
  }
}

/** @throws FrontalError or GeometryError, whichever the task threw */
export function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  const { error } = outcome;
  if (error.kind === 'geometry') throw new GeometryError(error.code, error.message);
  throw new FrontalError(error.code, error.message, { errors: error.errors });
}
