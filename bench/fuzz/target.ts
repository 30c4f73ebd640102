import type fc from 'fast-check';

/** A reader of what users send, and what it is given. */
export interface Target<T = unknown> {
  readonly name: string;
  readonly inputs: fc.Arbitrary<T>;
  /** Reads the input. Throws where it was read wrongly, too. */
  readonly read: (input: T) => void | Promise<void>;
  /** Whether a refusal is one that the reader states. */
  readonly isRefusal: (error: unknown) => boolean;
}

/** A target whose inputs' type is hidden, so that all of them stand in one list. */
export interface Fuzzed {
  readonly name: string;
  readonly run: (parameters: { numRuns: number; seed: number; interruptAfterTimeLimit?: number }) => Promise<FuzzRun>;
}

export interface FuzzRun {
  readonly runs: number;
  /** The smallest input found that is neither read nor refused; null where there is none. */
  readonly fault: { readonly input: unknown; readonly error: unknown; readonly seed: number } | null;
}

/** What is said of every target: it reads, or it refuses by design. */
export async function readOrRefuse<T>({ read, isRefusal }: Target<T>, input: T): Promise<'read' | 'refused'> {
  try {
    await read(input);
    return 'read';
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
}
