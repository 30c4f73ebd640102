import { execFile } from 'node:child_process';
import { access, mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../../src/settings/config.ts';

/** The version that docker-compose.yml and this need not share, but should: patch releases of one minor version fit. */
export const SERVER_VERSION = '1.32.1';
const PACKAGES = { server: 'go.temporal.io/server/cmd/server', sql: 'go.temporal.io/server/cmd/tools/sql' };

export interface ProductionPrograms {
  /** Temporal's server, as its image holds it. */
  readonly server: string;
  /** temporal-sql-tool, with the schemas inside it. */
  readonly sql: string;
}

/**
 * Temporal's server and its schema tool, compiled by Go 1.26.8 or newer and kept in `dataDir`: ten minutes and 3 GB of
 * memory the first time.
 * @throws Error with what Go says
 */
export async function productionPrograms(dataDir: string, say: (line: string) => void): Promise<ProductionPrograms> {
  const folder = resolve(dataDir, 'bin', `temporal-server-${SERVER_VERSION}`);
  const kept = { server: join(folder, 'server'), sql: join(folder, 'sql') };
  for (const name of ['server', 'sql'] as const) {
    if (await access(kept[name]).then(() => true, () => false)) continue;
    say(`compiling ${PACKAGES[name]}@${SERVER_VERSION}, which takes minutes`);
    await install(name, folder);
  }
  return kept;
}

/** Go writes a program in place: one that was cut off must not be taken for a whole one. */
async function install(name: keyof typeof PACKAGES, folder: string): Promise<void> {
  const stage = `${folder}.new`;
  await mkdir(stage, { recursive: true });
  await mkdir(folder, { recursive: true });
  await promisify(execFile)('go', ['install', '-tags', 'disable_grpc_modules', `${PACKAGES[name]}@v${SERVER_VERSION}`], {
    cwd: stage,
    env: childEnvironment({ GOBIN: stage, CGO_ENABLED: '0' }),
    maxBuffer: 2 ** 24,
  });
  await rename(join(stage, name), join(folder, name));
}
