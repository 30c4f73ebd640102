import { FrontalError } from '../contract/errors.ts';
import type { SubmissionStore } from './submission.ts';

/** How old a count may be; those let in since then are added to it. */
const COUNT_FOR_MS = 250;

/**
 * Refuses new submissions while too many wait for their end: whoever is accepted is served in a time that means something.
 * Each tenant has a room of its own, so that none can fill that of another, nor tell how full it is.
 */
export interface Backlog {
  /** @param tenant null where no keys are set @throws FrontalError `busy` */
  requireRoom(tenant: string | null): Promise<void>;
}

/** @param most submissions of each tenant, or of all where there are no tenants */
export function createBacklog({ countPending }: Pick<SubmissionStore, 'countPending'>, most: number): Backlog {
  const counts = new Map<string | null, { readonly pending: Promise<number>; admitted: number }>();
  const counted = (tenant: string | null) => {
    const known = counts.get(tenant);
    if (known) return known;
    const fresh = { pending: tenant === null ? countPending() : countPending(tenant), admitted: 0 };
    const forget = () => void counts.delete(tenant);
    fresh.pending.then(() => setTimeout(forget, COUNT_FOR_MS).unref(), forget);
    counts.set(tenant, fresh);
    return fresh;
  };
  return {
    async requireRoom(tenant) {
      const current = counted(tenant);
      const waiting = (await current.pending) + current.admitted;
      if (waiting >= most) throw new FrontalError('busy', `${most} submissions may wait for their end at once, and as many do. Send this one later.`);
      current.admitted++;
    },
  };
}
