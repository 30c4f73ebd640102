import type { Client, ReadyAnswer } from '../../client/index.ts';
import { missing, note, ok, type Finding } from './finding.ts';

const WITHIN_MS = 5_000;

/** Whether a service runs, and works: it need not, `frontal serve` starts one. */
export async function checkService(client: Client, url: string): Promise<{ readonly finding: Finding; readonly isRunning: boolean }> {
  const ready = await client.ready({ signal: AbortSignal.timeout(WITHIN_MS) }).catch(() => null);
  if (ready === null) return { finding: note('service', `none answers at ${url}`, '`frontal serve` starts one'), isRunning: false };
  if (ready.status === 'ready') return { finding: ok('service', `${url} is ready`), isRunning: true };
  return { finding: missing('service', `${url} answers, and could not process a submission: ${downOf(ready)}`, 'look at its log, or start it anew'), isRunning: true };
}

function downOf({ checks }: ReadyAnswer): string {
  return Object.entries(checks)
    .filter(([, { status }]) => status === 'down')
    .map(([name, { detail }]) => `${name} is down${detail === undefined ? '' : ` (${detail})`}`)
    .join(', ');
}
