import { join } from 'node:path';
import { expect } from 'vitest';
import { useApi, type ApiOverPostgres } from '../../http/support/api.ts';
import { complete } from '../../http/support/result.ts';
import { frontal, type Ran, type World } from './command-line.ts';

const FOLDER = 'fixtures/synth-plain';
/** Portrait, label map and landmarks of a case. */
export const FILES = [join(FOLDER, 'portrait.png'), join(FOLDER, 'map.png'), join(FOLDER, 'landmarks.json')] as const;
export const UNKNOWN = `${'a'.repeat(51)}q`;

/** Command lines against the app over a real database, and submissions in each state. */
export interface Commands {
  readonly api: () => ApiOverPostgres;
  run(args: readonly string[], world?: World): Promise<Ran>;
  /** Each returns the id. */
  pending(...options: string[]): Promise<string>;
  done(): Promise<string>;
  failed(): Promise<string>;
}

export function useCommands(): Commands {
  const api = useApi();
  const run = (args: readonly string[], world: World = {}) => frontal(args, { ...world, env: { FRONTAL_URL: api().url, ...world.env } });
  const pending = async (...options: string[]) => {
    const { stdout, code } = await run(['submit', ...FILES, '--no-wait', ...options]);
    expect(code).toBe(0);
    return stdout.trim();
  };
  return {
    api,
    run,
    pending,
    async done() {
      const id = await pending();
      await complete(api().database.steps, id);
      return id;
    },
    async failed() {
      const id = await pending();
      const failure = { code: 'NoFace', detail: 'The label map shows no face.', step: 'decode' as const };
      await api().database.submissions.recordEnd({ submissionId: id, runId: 'run-1', status: 'failed', failure });
      return id;
    },
  };
}
