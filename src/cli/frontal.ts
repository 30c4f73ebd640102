#!/usr/bin/env node
import { environmentOfThisProcess } from '../settings/config.ts';
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
const { stdout, stderr } = process;
stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads our lines may leave before us (`frontal list | head`): that is no fault.
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  stderr.write(`frontal: the output cannot be written: ${error.code ?? error.message}\n`);
  process.exit(EXIT.usage);
});

const terminal = createTerminal({ stdout, stderr, env: environmentOfThisProcess(), signal: stopping.signal });
process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
