import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { DataSource } from 'typeorm';
import type { Artifact } from '../../activities/dependencies.ts';
import type { SubmissionOptions } from '../../src/contract.ts';
import { createDataSource } from '../../src/storage/data-source.ts';
import { runMigrations } from '../../src/storage/run-migrations.ts';
import { createStores, type Stores } from '../../src/storage/stores.ts';
import type { NewSubmission } from '../../src/storage/submission.ts';
import { createTestDatabase, startTestPostgres, type TestPostgres } from './postgres.ts';

export interface TestDatabase extends Stores {
  readonly url: string;
  readonly dataSource: DataSource;
}

/** One migrated database for the test file, emptied before each test. To be read inside tests only. */
export function useDatabase(): () => TestDatabase {
  let server: TestPostgres;
  let current: TestDatabase;
  beforeAll(async () => {
    server = await startTestPostgres();
    const url = await createTestDatabase(server.url);
    const dataSource = createDataSource({ url, poolSize: 10 });
    await runMigrations(dataSource);
    await dataSource.initialize();
    current = { url, dataSource, ...createStores(dataSource, { cacheBytes: 0, retentionMs: 60_000 }) };
  });
  afterAll(async () => {
    await current.dataSource.destroy();
    await server.stop();
  });
  beforeEach(() => current.dataSource.query('TRUNCATE artifact, step_output, submission'));
  return () => current;
}

export function artifactOf(content: string | Uint8Array, mediaType = 'text/plain'): Artifact {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { bytes, mediaType, digest: createHash('sha256').update(bytes).digest('hex') };
}

export const OPTIONS: SubmissionOptions = {
  alignment: { method: 'auto', schema: null, canvas: 'expand' },
  labels: { schema: null, include: null, exclude: [] },
  contours: { detail: { tolerance_px: 1 }, min_part_px: 4 },
  style: {
    fill_opacity: 0.4,
    stroke: '#fff',
    stroke_width: 1,
    dash: null,
    labels: 'none',
    portrait: 'embed',
    regions: {},
  },
};

export function newSubmission(id: string = randomUUID(), changes: Partial<NewSubmission> = {}): NewSubmission {
  return {
    id,
    portrait: artifactOf(`portrait of ${id}`, 'image/png'),
    labelMap: artifactOf(`label map of ${id}`, 'image/png'),
    landmarks: artifactOf(`landmarks of ${id}`, 'application/json'),
    options: OPTIONS,
    delayMs: 0,
    ...changes,
  };
}

/** Resolves once that many statements wait for locks that others hold. */
export async function waitForLocks(dataSource: DataSource, statements: number): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await dataSource.query(waiting)).length < statements);
}
