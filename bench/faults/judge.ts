import type { Case } from '../../src/cli/case.ts';
import type { Lab } from './lab.ts';
import type { Reference } from './undisturbed.ts';

/** What has become of what was accepted. */
export interface Verdict {
  readonly accepted: number;
  /** Not done, or with other bytes than an undisturbed run gives. */
  readonly lost: number;
  /** Rows, ends, step outputs or runs beyond the one that each submission has. */
  readonly duplicated: number;
  readonly pending: number;
}

export async function pending({ query }: Pick<Lab, 'query'>): Promise<number> {
  const [row] = await query<{ count: number }>("SELECT count(*)::int AS count FROM submission WHERE status = 'pending'");
  return row!.count;
}

/** To be called before the submissions that are judged: effects before it are not counted. */
export async function forgetEffects({ query }: Lab): Promise<void> {
  await query('TRUNCATE effect');
}

export async function judge(lab: Lab, cases: readonly Case[], accepted: readonly string[], reference: Reference): Promise<Verdict> {
  const rows = await lab.query<{ id: string; status: string; svg: string; document: string }>('SELECT id, status, svg, document FROM submission');
  const byId = new Map(rows.map((row) => [row.id, row]));
  const expected = new Map<string, string>();
  for (const given of cases) {
    const { id, svg, document } = await reference.of(given);
    expected.set(id, `done ${svg} ${document}`);
  }
  const ids = new Set(accepted);
  const isRight = (id: string) => {
    const row = byId.get(id);
    return row !== undefined && `${row.status} ${row.svg} ${row.document}` === expected.get(id);
  };
  const lost = [...ids].filter((id) => !isRight(id)).length + (await damagedArtifacts(lab));
  return { accepted: ids.size, lost, duplicated: (await repeatedEffects(lab)) + (await surplusRuns(lab, rows.length)), pending: await pending(lab) };
}

async function damagedArtifacts({ query }: Lab): Promise<number> {
  return (await query("SELECT FROM artifact WHERE encode(sha256(bytes), 'hex') <> digest")).length;
}

async function repeatedEffects({ query }: Lab): Promise<number> {
  const [row] = await query<{ count: number }>('SELECT count(*)::int - count(DISTINCT (kind, key))::int AS count FROM effect');
  return row!.count;
}

const LISTED_WITHIN_MS = 60_000;

/** The list of runs lags behind. */
async function surplusRuns({ client }: Lab, rows: number): Promise<number> {
  for (const deadline = Date.now() + LISTED_WITHIN_MS; ; ) {
    const { count } = await client.workflow.count("WorkflowType = 'processSubmission'");
    if (count >= rows || Date.now() > deadline) return Math.max(0, count - rows);
  }
}
