export interface Sets {
  /** Items of a set. */
  readonly size: number;
  /** Sets at work at the same time. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
}

/**
 * Does `work` for sets of the items, several sets at once. The first one that throws has the others told to stop, and
 * none is at work any more once this ends.
 */
export async function inSets<T>(
  items: readonly T[],
  { size, atOnce, signal }: Sets,
  work: (set: readonly T[], signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failure = new AbortController();
  const stop = AbortSignal.any([signal, failure.signal]);
  let begun = 0;
  const lane = async () => {
    while (begun < items.length) {
      stop.throwIfAborted();
      const set = items.slice(begun, begun + size);
      begun += size;
      await work(set, stop);
    }
  };
  await Promise.allSettled(
    Array.from({ length: atOnce }, () =>
      lane().catch((error: unknown) => failure.abort(failure.signal.aborted ? failure.signal.reason : error)),
    ),
  );
  stop.throwIfAborted();
}
