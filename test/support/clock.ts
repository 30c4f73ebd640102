import { onTestFinished, vi } from 'vitest';

/** Timers, and the clock that they are read by, which go on when the test says so; as they were after it. */
export function stopClock(): { readonly pass: (ms: number) => void } {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  let now = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  onTestFinished(() => {
    clock.mockRestore();
    vi.useRealTimers();
  });
  return {
    pass(ms) {
      now += ms;
      vi.advanceTimersByTime(ms);
    },
  };
}
