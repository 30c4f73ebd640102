import { median } from '../statistics.ts';

/**
 * Times several functions in turns, so that what else the machine does meets all of them alike: one round to warm up,
 * then as many as the budget allows, at least one.
 *
 * @returns milliseconds of each function's median run
 */
export function medianMs(functions: readonly (() => void)[], { runs, budgetMs }: { runs: number; budgetMs: number }): number[] {
  for (const run of functions) run();
  const times = functions.map((): number[] => []);
  const began = performance.now();
  for (let round = 0; round === 0 || (round < runs && performance.now() - began < budgetMs); round++) {
    for (const [i, run] of functions.entries()) {
      const started = performance.now();
      run();
      times[i]!.push(performance.now() - started);
    }
  }
  return times.map(median);
}
