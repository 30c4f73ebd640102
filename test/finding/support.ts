import { FrontalError } from '../../src/contract/errors.ts';

/** Code and detail of the refusal that the call ends in. @throws where it ends otherwise */
export function refusalOf(call: () => unknown): { code: string; detail: string } {
  try {
    call();
  } catch (error) {
    if (error instanceof FrontalError) return { code: error.code, detail: error.message };
    throw error;
  }
  throw new Error('It was not refused.');
}
