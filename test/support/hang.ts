/** What a test waits for and has not come by then never will: deadlines of tests end hangs, and measure nothing. */
export const HANG_MS = 5 * 60_000;
