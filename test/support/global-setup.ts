import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server on which each test file creates databases of its own. */
    postgresUrl: string;
  }
}

/** Before the first test file: what is costly to start, and can be shared without being seen. */
export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres();
  provide('postgresUrl', postgres.url);
  return () => postgres.stop();
}
