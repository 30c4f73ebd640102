import { ERRORS, FrontalError, type ErrorCode, type FieldError } from '../contract/errors.ts';
import { GeometryError } from '../geometry/index.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** Clients of the original service compare this sentence. */
export const INVALID_LANDMARKS_DETAIL = 'Invalid or missing facial landmarks.';

/** Body of every answer that is an error (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  errors: FieldError[];
}

/** An error of the core or of a store as a problem; null for an error that nobody foresaw. */
export function foreseenProblem(error: unknown): Problem | null {
  if (error instanceof FrontalError) return problemOf(error.code, error.message, error.errors);
  if (error instanceof GeometryError) return problemOf(error.code, error.message);
  return null;
}

export function problemOf(code: ErrorCode, detail: string, errors: readonly FieldError[] = []): Problem {
  const { status, title } = ERRORS[code];
  return { type: `urn:problem-type:frontal:${code}`, title, status, detail, code, errors: [...errors] };
}
