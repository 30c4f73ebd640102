import { byPart, sampleTree } from '../process-tree.ts';

const EVERY_MS = 500;

export interface MemoryFigures {
  readonly first: number;
  readonly peak: number;
  readonly last: number;
  /** What was resident when a third of the time had passed, at its most until then: what is above it later has grown. */
  readonly warm: number;
}

export interface MemoryWatch {
  /** MiB resident by part. Shared pages are counted once for each process that has them. */
  end(): Map<string, MemoryFigures>;
}

/** Samples a process and everything below it until it is ended. */
export function watchMemory(pid: number): MemoryWatch {
  const rows: Map<string, number>[] = [];
  const look = () => void rows.push(byPart(sampleTree(pid), 'residentMiB'));
  look();
  const timer = setInterval(look, EVERY_MS);
  return {
    end() {
      clearInterval(timer);
      look();
      const parts = [...rows[0]!.keys()];
      return new Map(parts.map((part) => [part, figuresOf(rows.map((row) => row.get(part) ?? 0))]));
    },
  };
}

function figuresOf(values: readonly number[]): MemoryFigures {
  const warm = Math.max(...values.slice(0, Math.ceil(values.length / 3)));
  return { first: values[0]!, peak: Math.max(...values), last: values.at(-1)!, warm };
}
