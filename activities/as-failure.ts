import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import { FrontalError, type ErrorCode } from '../src/contract/errors.ts';
import { GeometryError } from '../src/geometry/index.ts';

/** Codes that no input is to blame for. */
const OURS: ReadonlySet<string> = new Set(['unavailable', 'internal'] satisfies ErrorCode[]);

/**
 * The one boundary between our errors and Temporal's. What the input is to blame for is never tried again and is no
 * error of the service (category BENIGN); an outage and a fault of ours are tried again under their code; the rest is tried again as it is.
 */
export function asFailure(error: unknown): unknown {
  if (error instanceof CancelledFailure) return error;
  if (error instanceof FrontalError && OURS.has(error.code)) {
    return ApplicationFailure.create({ message: error.message, type: error.code, cause: error });
  }
  if (error instanceof FrontalError || error instanceof GeometryError) {
    const warnings = error instanceof FrontalError ? error.warnings : [];
    const details = warnings.length > 0 ? { details: [{ warnings }] } : {};
    return ApplicationFailure.create({ message: error.message, type: error.code, nonRetryable: true, category: 'BENIGN', ...details });
  }
  return error;
}
