import type { TestProject } from 'vitest/node';
import { startTestPostgres, type TestPostgres } from './postgres.ts';
import { offerSharedServers, type OfferedServers } from './shared-servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server on which each test file creates databases of its own. */
    postgresUrl: string;
    /** Of what answers with the SharedServers. */
    sharedServersUrl: string;
  }
}

let postgres: TestPostgres | null = null;
let shared: OfferedServers | null = null;

/** Before the first test file: what is costly to start, and can be shared without being seen. */
export async function setup({ provide }: TestProject): Promise<void> {
  postgres = await startTestPostgres();
  provide('postgresUrl', postgres.url);
  shared = await offerSharedServers(postgres.url);
  provide('sharedServersUrl', shared.url);
}

export async function teardown(): Promise<void> {
  await shared?.stop();
  await postgres?.stop();
}
