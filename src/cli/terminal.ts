import type { Writable } from 'node:stream';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** What a command has of the world around it. */
export interface Terminal {
  /** Results. */
  readonly stdout: Output;
  /** Progress and complaints. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  exitCode: ExitCode;
}

export type Output = Writable & { readonly isTTY?: boolean };

export function createTerminal(world: Pick<Terminal, 'stdout' | 'stderr' | 'env' | 'signal'>): Terminal {
  return { ...world, exitCode: EXIT.ok };
}

export function print(output: Output, line = ''): void {
  output.write(`${line}\n`);
}

/** One value a line, for programs to read. */
export function printJson(output: Output, value: unknown): void {
  print(output, JSON.stringify(value));
}
