import { Client } from 'pg';
import { inject, expect, test } from 'vitest';
import { fill } from '../../bench/growth/fill.ts';
import { measureAt } from '../../bench/growth/measure.ts';
import { createDataSource } from '../../src/storage/data-source.ts';
import { runMigrations } from '../../src/storage/run-migrations.ts';
import { createTestDatabase } from '../support/postgres.ts';

test('what is filled in refers to nothing that is not there, and nothing of it is an orphan', async () => {
  const url = await createTestDatabase();
  await runMigrations(createDataSource({ url, poolSize: 1 }));
  await fill(url, 1500);
  const client = new Client({ connectionString: url });
  await client.connect();
  const count = async (sql: string) => Number((await client.query(`SELECT count(*) FROM (${sql}) AS counted`)).rows[0].count);
  const named = `SELECT unnest(ARRAY[portrait, label_map, landmarks, svg, document]) AS digest FROM submission UNION SELECT unnest(artifacts) FROM step_output`;
  expect(await count('SELECT FROM submission')).toBe(1500);
  expect(await count(`SELECT digest FROM (${named}) AS n WHERE digest IS NOT NULL EXCEPT SELECT digest FROM artifact`)).toBe(0);
  expect(await count(`SELECT digest FROM artifact EXCEPT (${named})`)).toBe(0);
  expect(await count('SELECT step_key FROM submission_step EXCEPT SELECT key FROM step_output')).toBe(0);
  expect(await count('SELECT key FROM step_output EXCEPT SELECT step_key FROM submission_step')).toBe(0);
  expect(await count(`SELECT id FROM submission WHERE status = 'pending' EXCEPT SELECT id FROM pending_submission`)).toBe(0);
  expect(await count('SELECT FROM submission WHERE expires_at <= now()')).toBe(1000);
  await client.end();
});

test('each operation works, and tells how it was planned', async () => {
  const { operations, written } = await measureAt(inject('postgresUrl'), 1500, { runs: 2, churned: 200, whole: 3 }, () => {});
  expect(operations.length).toBeGreaterThan(20);
  for (const { name, pages, ways } of operations) {
    expect(pages, name).toBeGreaterThan(0);
    expect(ways.join(), name).toMatch(/Scan/);
  }
  expect(written).toMatchObject({ transactions: expect.any(Number), updates: 1 });
});
