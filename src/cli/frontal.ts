#!/usr/bin/env node
import { environmentOfThisProcess } from '../config.ts';
import { EXIT } from './exit-codes.ts';
import { runCommandLine } from './program.ts';
import { createTerminal } from './terminal.ts';

/** The command `frontal`. */
const stopping = new AbortController();
let signals = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    signals += 1;
    if (signals > 1) process.exit(EXIT.interrupted);
    stopping.abort(new Error('interrupted'));
  });
}
// Whoever reads our lines may leave before us (`frontal list | head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.internal));

const { stdout, stderr } = process;
const terminal = createTerminal({ stdout, stderr, env: environmentOfThisProcess(), signal: stopping.signal });
process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
