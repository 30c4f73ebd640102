/** Hears of ends as they are written, whoever writes them. */
export interface EndedListener {
  /**
   * Resolves when the submission ends, after `ms`, or when `signal` aborts; never rejects. Also after a lost connection
   * has come back, since the end may have gone unheard: the row says what happened.
   *
   * Register first, then read the row, then wait, so that no end falls between reading and waiting:
   * ```
   * const ended = listener.waitFor(id, ms, signal);
   * if ((await submissions.find(id))?.status === 'pending') await ended;
   * ```
   */
  waitFor(id: string, ms: number, signal?: AbortSignal): Promise<void>;
  /** Wakes everyone who waits. */
  close(): Promise<void>;
}
