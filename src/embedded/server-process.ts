import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { FrontalError } from '../contract/errors.ts';

/** A signal, and how long the process may take to end upon it. */
export interface StopStep {
  readonly signal: NodeJS.Signals;
  readonly graceMs: number;
}

export interface ServerProcess {
  readonly pid: number;
  /** Resolves if the server ends without having been told to. */
  readonly unexpectedEnd: Promise<FrontalError>;
  /** Ends the server, however hard that needs; can be called again. */
  stop(): Promise<void>;
}

/** How much of its output goes into the report of an unexpected end, and how long that may still take to arrive. */
const LAST_LINES = 5;
const LAST_WORDS_MS = 500;

interface Options {
  /** For messages. */
  name: string;
  program: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** User to run as; null: the one of this process. */
  account: { uid: number; gid: number } | null;
  stopSteps: readonly StopStep[];
  /** Takes each line the server prints. */
  onLine: (line: string) => void;
  log: Logger;
}

/** Runs a server beside this process. @throws FrontalError `unavailable` if the program does not even start */
export async function runServer({ name, program, args, env, account, stopSteps, onLine, log }: Options): Promise<ServerProcess> {
  const child = spawn(program, args, {
    env,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal reaches this process alone, which then stops the servers in order.
    detached: process.platform !== 'win32',
    windowsHide: true,
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  let lastLines: string[] = [];
  // A Go program says first why it panics, and prints its stack after that.
  let panic: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lastLines = [...lastLines, line.slice(0, 300)].slice(-LAST_LINES);
      if (line.startsWith('panic: ')) panic = [line.slice(0, 300)];
      onLine(line);
    });
  }
  const closed = new Promise((resolve) => child.once('close', resolve));
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  const killWithParent = () => child.kill(stopSteps[0]?.signal);
  process.once('exit', killWithParent);
  void ended.then(() => process.off('exit', killWithParent));

  try {
    await once(child, 'spawn');
  } catch (cause) {
    process.off('exit', killWithParent);
    throw new FrontalError('unavailable', `${name} cannot be started: ${program}: ${String(cause)}`, { cause });
  }

  let stopping: Promise<void> | null = null;
  const unexpectedEnd = ended.then(async (how) => {
    if (stopping !== null) return new Promise<FrontalError>(() => {});
    await Promise.race([closed, sleep(LAST_WORDS_MS)]);
    const detail = [`${name} ended unexpectedly (${how})`, ...new Set([...panic, ...lastLines])].join('; ');
    log.error({ pid: child.pid }, detail);
    return new FrontalError('unavailable', detail);
  });

  async function end(): Promise<void> {
    for (const { signal, graceMs } of stopSteps) {
      child.kill(signal);
      const patience = new AbortController();
      const late = sleep(graceMs, true, { signal: patience.signal }).catch(() => false);
      const inTime = await Promise.race([ended.then(() => true), late.then(() => false)]);
      patience.abort();
      if (inTime) return;
      log.warn({ pid: child.pid }, `${name} has not ended ${graceMs} ms after ${signal}`);
    }
    throw new FrontalError('unavailable', `${name} (process ${child.pid}) does not end`);
  }

  return { pid: child.pid ?? 0, unexpectedEnd, stop: () => (stopping ??= end()) };
}
