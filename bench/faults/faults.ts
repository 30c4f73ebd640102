import { setTimeout as sleep } from 'node:timers/promises';
import { fillDisk, freeDisk, heldWrites, holdWrites } from './database-traps.ts';
import type { Lab } from './lab.ts';

export interface Fault {
  readonly name: string;
  /** Where the API is away itself, nobody can answer. */
  readonly silencesApi?: true;
  /**
   * Strikes, and resolves once it is mended. `clients` is called once it has struck, and resolves when clients have noticed:
   * one was refused, or all were served as if nothing were.
   */
  readonly strike: (lab: Lab, clients: () => Promise<unknown>) => Promise<void>;
}

/** Nothing: what the others are compared with. */
export const NONE: Fault = { name: 'none', strike: async () => {} };

/** At the least, and until clients have noticed. */
const DOWN_MS = 1_500;

const noticed = (clients: () => Promise<unknown>) => Promise.all([clients(), sleep(DOWN_MS)]);

const killed = (name: 'worker' | 'api' | 'temporal' | 'postgres', label: string): Fault => ({
  name: `${label} killed`,
  ...(name === 'api' && { silencesApi: true }),
  async strike(lab, clients) {
    await lab[name].kill();
    await noticed(clients);
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
    async strike({ query }, clients) {
      await fillDisk(query);
      await noticed(clients);
      await freeDisk(query);
    },
  },
  {
    name: 'connections ended by PostgreSQL',
    async strike({ query }, clients) {
      let lasts = true;
      const noticing = noticed(clients).finally(() => (lasts = false));
      const ends = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'frontal%'`;
      for (; lasts; await sleep(5)) await query(ends);
      await noticing;
    },
  },
  {
    name: 'line to PostgreSQL cut',
    async strike({ lines }, clients) {
      lines.toPostgres.cut();
      await noticed(clients);
      lines.toPostgres.mend();
    },
  },
];

/** The worker's steps are in the database, and Temporal never hears of it. */
export const UNACKNOWLEDGED: Fault = {
  name: 'worker killed between output and its acknowledgement',
  async strike(lab, clients) {
    // A worker of one thread has three slots for steps of each placement: of four steps, there are some of both.
    const atOnce = lab.apiUrls.length === 1 ? 2 : 4;
    const release = await holdWrites(lab);
    while ((await heldWrites(lab.query)) < atOnce) await sleep(20);
    const before = await stepOutputs(lab);
    lab.lines.workerToTemporal.silence();
    await release();
    while ((await stepOutputs(lab)) < before + atOnce) await sleep(20);
    await lab.worker.kill();
    await clients();
    lab.lines.workerToTemporal.mend();
    await lab.worker.start();
  },
};

async function stepOutputs({ query }: Lab): Promise<number> {
  const [row] = await query<{ count: number }>('SELECT count(*)::int AS count FROM step_output');
  return row!.count;
}
