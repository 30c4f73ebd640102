import { ENGINE_VERSION, type Step } from '../src/contract.ts';
import { digestOf } from './artifact.ts';

/** The key under which a step's output is remembered: engine, step, and everything the output depends on. */
export function stepKey(step: Step, input: object): string {
  return digestOf(JSON.stringify([ENGINE_VERSION, step, sorted(input)]));
}

/** Options come from JSON and from Postgres, which keep keys in different orders. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
