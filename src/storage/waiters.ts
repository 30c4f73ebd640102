/** Those who wait for something to happen to an id: any number for each. */
export interface Waiters {
  /** Waiting begins with the call itself. Resolves when woken, after `ms`, or when `signal` aborts. */
  wait(id: string, ms: number, signal?: AbortSignal): Promise<void>;
  wake(id: string): void;
  wakeAll(): void;
}

export function createWaiters(): Waiters {
  const waiting = new Map<string, Set<() => void>>();

  return {
    wait(id, ms, signal) {
      if (signal?.aborted === true) return Promise.resolve();
      return new Promise((resolve) => {
        const others = waiting.get(id) ?? new Set();
        waiting.set(id, others.add(end));
        const timer = setTimeout(end, ms);
        signal?.addEventListener('abort', end, { once: true });

        function end(): void {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          others.delete(end);
          if (others.size === 0 && waiting.get(id) === others) waiting.delete(id);
          resolve();
        }
      });
    },
    wake(id) {
      for (const end of waiting.get(id) ?? []) end();
    },
    wakeAll() {
      for (const ends of waiting.values()) for (const end of ends) end();
    },
  };
}
