import { FrontalError } from '../contract/errors.ts';
import type { Runs } from '../submissions/runs.ts';

/** Runs that are not started before `canStart`: Temporal would refuse them for ever, and not as a server that is away. */
export function holdStarts(runs: Runs, canStart: () => boolean): Runs {
  return {
    ...runs,
    async start(input, options) {
      if (!canStart()) throw new FrontalError('unavailable', 'The workflow engine does not answer. Try again shortly.');
      return runs.start(input, options);
    },
  };
}
