import type { Source } from './source.ts';
import { seenToRun } from './seen-to-run.ts';

export function onPath(program = 'temporal'): Source {
  return { name: `${program} on the PATH`, limitMs: 10_000, find: (signal) => seenToRun(program, signal) };
}
