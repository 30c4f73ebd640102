import { setTimeout as sleep } from 'node:timers/promises';
import { fillDisk, freeDisk, heldWrites, holdWrites } from './database-traps.ts';
import type { Lab } from './lab.ts';

export interface Fault {
  readonly name: string;
  /** Where the API is away itself, nobody can answer. */
  readonly silencesApi?: true;
  /** Strikes, and resolves once it is mended. */
  readonly strike: (lab: Lab) => Promise<void>;
}

/** Nothing: what the others are compared with. */
export const NONE: Fault = { name: 'none', strike: async () => {} };

/** Long enough for clients to notice. */
const DOWN_MS = 1_500;

const killed = (name: 'worker' | 'api' | 'temporal' | 'postgres', label: string): Fault => ({
  name: `${label} killed`,
  ...(name === 'api' && { silencesApi: true }),
  async strike(lab) {
    await lab[name].kill();
    await sleep(DOWN_MS);
    await lab[name].start();
  },
});

export const KILLED: readonly Fault[] = [
  killed('worker', 'worker'),
  killed('api', 'API'),
  killed('temporal', 'Temporal'),
  killed('postgres', 'PostgreSQL'),
];

export const STORE: readonly Fault[] = [
  {
    name: 'disk full under PostgreSQL',
    async strike({ query }) {
      await fillDisk(query);
      await sleep(2 * DOWN_MS);
      await freeDisk(query);
    },
  },
  {
    name: 'connections ended by PostgreSQL',
    async strike({ query }) {
      const ends = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'frontal%'`;
      await query(ends);
      for (const until = Date.now() + DOWN_MS; Date.now() < until; await sleep(20)) await query(ends);
    },
  },
  {
    name: 'line to PostgreSQL cut',
    async strike({ lines }) {
      lines.toPostgres.cut();
      await sleep(2 * DOWN_MS);
      lines.toPostgres.mend();
    },
  },
];

/** The worker's steps are in the database, and Temporal never hears of it. */
export const UNACKNOWLEDGED: Fault = {
  name: 'worker killed between output and its acknowledgement',
  async strike(lab) {
    const release = await holdWrites(lab);
    while ((await heldWrites(lab.query)) < 2) await sleep(20);
    const before = await stepOutputs(lab);
    lab.lines.workerToTemporal.silence();
    await release();
    while ((await stepOutputs(lab)) < before + 2) await sleep(20);
    await lab.worker.kill();
    lab.lines.workerToTemporal.mend();
    await lab.worker.start();
  },
};

async function stepOutputs({ query }: Lab): Promise<number> {
  const [row] = await query<{ count: number }>('SELECT count(*)::int AS count FROM step_output');
  return row!.count;
}
