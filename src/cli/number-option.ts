import { InvalidArgumentError } from 'commander';

/** Reads an option's whole number. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number, ${least} to ${most}.`);
  };
}
