import { FrontalError } from '../contract/errors.ts';

/** Parameters that a route does not know are ignored; one that it knows comes once, with a value that it takes. */
type Value = string | string[] | undefined;

/** @throws FrontalError `invalid_request` */
export function choiceOf<T extends string>(name: string, value: Value, choices: readonly T[], fallback: T): T {
  const chosen = value === undefined ? fallback : choices.find((known) => known === value);
  if (chosen === undefined) throw new FrontalError('invalid_request', `The parameter \`${name}\` is ${alternatives(choices)}.`);
  return chosen;
}

/** A whole number in decimal digits. @throws FrontalError `invalid_request` */
export function wholeOf(name: string, value: Value, { min, max, fallback }: { min: number; max: number; fallback: number }): number {
  const number = value === undefined ? fallback : typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  throw new FrontalError('invalid_request', `The parameter \`${name}\` is a whole number from ${min} to ${max}.`);
}

/** null where it is left out. @throws FrontalError `invalid_request` */
export function textOf(name: string, value: Value): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  throw new FrontalError('invalid_request', `The parameter \`${name}\` comes more than once.`);
}

function alternatives(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}
