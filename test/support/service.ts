import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { HANG_MS } from './hang.ts';

/** The compiled processes, as `npm start`, `npm run api` and `npm run worker` run them. */
export type ProcessName = 'main' | 'api' | 'worker';

export interface TestProcess {
  readonly child: ChildProcess;
  /** Everything it wrote to stdout and stderr so far. */
  output(): string;
  /** Resolves with what it had written once `pattern` appears. @throws Error if it ends before, or once it is taken to hang */
  says(pattern: RegExp): Promise<string>;
  /** @returns its exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export function startProcess(name: ProcessName, env: Record<string, string>): TestProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../../dist/src/${name}.js`, import.meta.url))], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
  });
  let written = '';
  const keep = (chunk: Buffer) => (written += chunk.toString('utf8'));
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = once(child, 'exit');
  return {
    child,
    output: () => written,
    async says(pattern) {
      const deadline = Date.now() + HANG_MS;
      while (!pattern.test(written)) {
        if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}:\n${written}`);
        if (Date.now() > deadline) throw new Error(`${name} never said ${pattern}:\n${written}`);
        await sleep(20);
      }
      return written;
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      return child.exitCode;
    },
  };
}
