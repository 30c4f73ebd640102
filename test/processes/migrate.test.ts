import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../support/postgres.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('npm run migrate', () => {
  it('says what to set where there is no database to migrate', async () => {
    expect(await migrate('')).toEqual({ code: 1, output: 'Set DATABASE_URL to the database to migrate.\n' });
  });

  it('says in one line that the database is away', async () => {
    const { code, output } = await migrate('postgres://frontal:frontal@127.0.0.1:1/test');
    expect(code).toBe(1);
    expect(output).toMatch(/^The database cannot be reached\. .*ECONNREFUSED.*\n$/);
  });

  it('migrates, and the second time has nothing to do', async () => {
    const url = await createTestDatabase();
    expect(await migrate(url)).toEqual({ code: undefined, output: 'Migrated: LayTables1763769600000, TrackOwnersAndUses1795305600000, NamePictures1796083200000, KeepHouseInSlices1796169600000, KeepPendingApart1796256000000, TakeTheStepFind1796342400000\n' });
    expect(await migrate(url)).toEqual({ code: undefined, output: 'The database is up to date.\n' });
  });
});

async function migrate(databaseUrl: string): Promise<{ code: typeof process.exitCode; output: string }> {
  vi.resetModules();
  vi.stubEnv('DATABASE_URL', databaseUrl);
  let output = '';
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => ((output += String(text)), true));
  }
  try {
    await import('../../src/migrate.ts');
    return { code: process.exitCode, output };
  } finally {
    process.exitCode = undefined;
  }
}
