import { spawn } from 'node:child_process';
import { childEnvironment } from '../../settings/config.ts';

/**
 * Runs a program to its end. On `signal` it is killed with everything it has started.
 * @returns what it wrote to its standard output
 * @throws Error with the last line of its standard error, or the signal's reason
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { signal, env = {} }: { signal: AbortSignal; env?: Record<string, string> },
): Promise<string> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const child = spawn(program, args, {
      env: childEnvironment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    let output = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint = (complaint + text).slice(-4096)));
    const kill = () => {
      killGroup(child.pid);
      reject(signal.reason);
    };
    signal.addEventListener('abort', kill, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      signal.removeEventListener('abort', kill);
      if (code === 0) resolve(output);
      else reject(new Error(complaint.trim().split('\n').at(-1) || `${program} ended with code ${code}`));
    });
  });
}

function killGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? leader : -leader, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
