import { canonicalJson } from '../../content/canonical-json.ts';
import { ENGINE_VERSION, type Step } from '../../contract/run.ts';
import { digestOf } from '../../content/digest.ts';

/**
 * The key under which a step's output is remembered: engine, step, and everything the output depends on. Options come
 * from JSON and from Postgres, which keep keys in different orders; the key does not depend on it.
 */
export function stepKey(step: Step, input: object): string {
  return digestOf(canonicalJson([ENGINE_VERSION, step, input]));
}
