import { FrontalError } from '../../errors.ts';
import type { SubmissionStore } from '../../storage/submission.ts';

/** How old a count may be; those let in since then are added to it. */
const COUNT_FOR_MS = 250;

/** Refuses new submissions while too many wait for their end: whoever is accepted is served in a time that means something. */
export interface Backlog {
  /** @throws FrontalError `busy` */
  requireRoom(): Promise<void>;
}

export function createBacklog({ countPending }: Pick<SubmissionStore, 'countPending'>, most: number): Backlog {
  let count: { readonly pending: Promise<number>; admitted: number } | null = null;
  const counted = () => {
    if (count !== null) return count;
    const fresh = { pending: countPending(), admitted: 0 };
    const forget = () => {
      if (count === fresh) count = null;
    };
    fresh.pending.then(() => setTimeout(forget, COUNT_FOR_MS).unref(), forget);
    return (count = fresh);
  };
  return {
    async requireRoom() {
      const current = counted();
      const waiting = (await current.pending) + current.admitted;
      if (waiting >= most) throw new FrontalError('busy', `${waiting} submissions wait for their end already. Send this one later.`);
      current.admitted++;
    },
  };
}
