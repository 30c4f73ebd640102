import type { Warning } from '../../contract/warning.ts';
import { FrontalError } from '../../contract/errors.ts';
import { GeometryError } from '../../geometry/index.ts';

/** What `work` throws by design, with what there was to say before. */
export async function withWarnings<T>(warnings: readonly Warning[], work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (warnings.length === 0 || !(error instanceof FrontalError || error instanceof GeometryError)) throw error;
    const { code, message } = error;
    const errors = error instanceof FrontalError ? error.errors : [];
    throw new FrontalError(code, message, { errors, warnings, cause: error });
  }
}
