import type { TestProject } from 'vitest/node';
import { startTestPostgres, type TestPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server on which each test file creates databases of its own. */
    postgresUrl: string;
  }
}

let postgres: TestPostgres | null = null;

/** Before the first test file: what is costly to start, and can be shared without being seen. */
export async function setup({ provide }: TestProject): Promise<void> {
  postgres = await startTestPostgres();
  provide('postgresUrl', postgres.url);
}

export async function teardown(): Promise<void> {
  await postgres?.stop();
}
