import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Source } from './source.ts';
import { keep } from './kept.ts';
import { runProgram } from './run-program.ts';

const VERSION = 'v1.9.1';
const ANSWER_MS = 10_000;
const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64', arm: 'arm64' };

const Info = z.object({ archiveUrl: z.url(), fileToExtract: z.string().regex(/^[\w./-]+$/) });

/** Temporal's own download service, asked as the Temporal SDKs ask it. */
export function officialDownload(dataDir: string, service = 'https://temporal.download'): Source {
  return {
    name: `download from ${new URL(service).host}`,
    limitMs: 120_000,
    find: (signal) => keep(dataDir, signal, (folder) => download(service, folder, signal)),
  };
}

async function download(service: string, folder: string, signal: AbortSignal): Promise<string> {
  const [platform, arch] = [PLATFORMS[process.platform], ARCHITECTURES[process.arch]];
  if (!platform || !arch) throw new Error(`there is none for ${process.platform} on ${process.arch}`);
  const query = new URLSearchParams({ arch, platform, format: 'tar.gz' });
  const answer = await get(`${service}/cli/${VERSION}?${query.toString()}`, AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]));
  const { archiveUrl, fileToExtract } = Info.parse(await answer.json());
  const archive = join(folder, 'archive');
  const { body } = await get(archiveUrl, signal);
  if (body === null) throw new Error('the answer is empty');
  await pipeline(Readable.fromWeb(body), createWriteStream(archive), { signal });
  await runProgram('tar', ['-xf', archive, '-C', folder, fileToExtract], { signal });
  return join(folder, fileToExtract);
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    throw new Error(`${new URL(url).host} cannot be reached${reasonOf(error)}`, { cause: error });
  });
  if (!response.ok) throw new Error(`${new URL(url).host} answers ${response.status}`);
  return response;
}

/** fetch hides why it failed in the error's cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? `: ${cause.message}` : '';
}
