import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../settings/config.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** The processes that are started as they are, compiled, beside this one. */
export type ServerProgram = 'main' | 'worker';

/** Runs one of the processes until it ends, or until this one is told to stop. It says itself what it does. */
export async function runServerProgram(name: ServerProgram, settings: Readonly<Record<string, string>>, terminal: Terminal): Promise<ExitCode> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../${name}.js`, import.meta.url))], {
    stdio: 'inherit',
    env: childEnvironment(settings),
  });
  // A terminal's Ctrl-C reaches it by itself as well; it takes two at once for one.
  const stop = () => void child.kill('SIGTERM');
  terminal.signal.addEventListener('abort', stop, { once: true });
  const [code] = (await once(child, 'exit')) as [number | null];
  terminal.signal.removeEventListener('abort', stop);
  return code === 0 ? EXIT.ok : EXIT.failed;
}
