import { Writable } from 'node:stream';
import { runCommandLine } from '../../../src/cli/program.ts';
import { createTerminal, type Output } from '../../../src/cli/terminal.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout as it was written. */
  readonly bytes: Buffer;
}

export interface World {
  readonly env?: Record<string, string>;
  readonly signal?: AbortSignal;
  /** Whether stdout and stderr are a terminal. */
  readonly isTTY?: boolean;
}

/** Runs one command line in this process. */
export async function frontal(args: readonly string[], { env = {}, signal = new AbortController().signal, isTTY = false }: World = {}): Promise<Ran> {
  const [stdout, stderr] = [gathering(isTTY), gathering(isTTY)];
  const code = await runCommandLine(args, createTerminal({ stdout: stdout.output, stderr: stderr.output, env, signal }));
  return { code, stdout: stdout.bytes().toString(), stderr: stderr.bytes().toString(), bytes: stdout.bytes() };
}

function gathering(isTTY: boolean): { readonly output: Output; bytes(): Buffer } {
  const chunks: Buffer[] = [];
  const writable = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { output: Object.assign(writable, { isTTY }), bytes: () => Buffer.concat(chunks) };
}
