import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { DataSource } from 'typeorm';
import type { Artifact, StepStore } from '../../src/submissions/steps/ports.ts';
import { createDataSource } from '../../src/storage/data-source.ts';
import { runMigrations } from '../../src/storage/run-migrations.ts';
import { createStores, type Stores } from '../../src/storage/stores.ts';
import type { NewSubmission } from '../../src/submissions/submission.ts';
import { OPTIONS } from './submission-input.ts';
import { createTestDatabase } from './postgres.ts';

export interface TestDatabase extends Stores {
  readonly url: string;
  readonly dataSource: DataSource;
}

/** Longer than any test takes, on any machine. */
export const RETENTION_MS = 24 * 3_600_000;

/** One migrated database for the test file, emptied before each test. To be read inside tests only. */
export function useDatabase(): () => TestDatabase {
  let current: TestDatabase;
  beforeAll(async () => {
    const url = await createTestDatabase();
    const dataSource = createDataSource({ url, poolSize: 10 });
    await runMigrations(dataSource);
    await dataSource.initialize();
    current = { url, dataSource, ...createStores(dataSource, { cacheBytes: 0, retentionMs: RETENTION_MS }) };
  });
  afterAll(() => current.dataSource.destroy());
  beforeEach(() => current.dataSource.query('TRUNCATE artifact, step_output, submission, pending_submission, submission_step, erased_submission, webhook_delivery, sweep_cursor'));
  return () => current;
}

export function artifactOf(content: string | Uint8Array, mediaType = 'text/plain'): Artifact {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return { bytes, mediaType, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** Ends a submission as done, with the least of a result. */
export async function completeSubmission(steps: StepStore, id: string): Promise<void> {
  const [svg, document] = [artifactOf('<svg/>'), artifactOf('{}')];
  await steps.complete(
    id,
    'run-1',
    { key: 'render', step: 'render', output: {}, artifacts: [svg, document] },
    { svg: svg.digest, document: document.digest, timings: { decode: 0, rotate: 0, contour: 0, render: 0 } },
  );
}

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

/** As time would. */
export async function letExpire(dataSource: DataSource, id: string): Promise<void> {
  await dataSource.query(`UPDATE submission SET expires_at = now() - interval '1 second' WHERE id = $1`, [id]);
}

/** Resolves once that many statements wait for locks that others hold. */
export async function waitForLocks(dataSource: DataSource, statements: number): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
  while ((await dataSource.query(waiting)).length < statements);
}
