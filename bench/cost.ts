import { median } from './statistics.ts';

/** What something took on the clock, and of all threads of the process together. */
export interface Cost {
  readonly ms: number;
  readonly cpuMs: number;
}

/** Starts now; whoever calls what it returns is told what it took since. */
export function stopwatch(): () => Cost {
  const [started, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { ms: performance.now() - started, cpuMs: (user + system) / 1000 };
  };
}

export function medianCost(costs: readonly Cost[]): Cost {
  return { ms: median(costs.map(({ ms }) => ms)), cpuMs: median(costs.map(({ cpuMs }) => cpuMs)) };
}
