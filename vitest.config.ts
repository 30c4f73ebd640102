import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { HANG_MS } from './test/support/hang.ts';

/** Longest files first, so that none is left alone at the end: those that kill servers, then those that start them. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => LONGEST.findIndex((folder) => moduleId.includes(folder));
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

const LONGEST = ['/test/system/faults/', '/test/system/', '/test/workflows/', '/test/'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/global-setup.ts',
    // In the order of chance where that is asked for: --sequence.shuffle
    sequence: process.argv.some((argument) => argument.startsWith('--sequence.shuffle')) ? {} : { sequencer: LongestFirst },
    // Much of it is waiting for servers; two cores carry no more.
    maxWorkers: 3,
    // A process for each worker, not for each file: starting processes and loading the same packages took a fifth of the time.
    isolate: false,
    // The first says what was waited for.
    expect: { poll: { timeout: HANG_MS } },
    testTimeout: 2 * HANG_MS,
    hookTimeout: 2 * HANG_MS,
  },
});
