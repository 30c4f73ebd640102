import type { DataSource } from 'typeorm';
import { FrontalError } from '../contract/errors.ts';
import { ask } from './ask.ts';

/** Whoever waits for a submission's end listens here; the payload is the id. */
export const ENDED_CHANNEL = 'frontal_ended';

/**
 * Tells the listeners that a submission has ended, after its end was committed. Of all databases of a server one
 * transaction that notifies commits at a time, its flush to disk included: so this is not done by the one that carries a
 * drawing, but by another one that flushes nothing, for all ends that have come meanwhile.
 *
 * Where it is lost, with the process or the connection, who waits looks at the row by themselves a little later.
 */
export function tellEnded(dataSource: DataSource, id: string): void {
  const waiting = ends.get(dataSource);
  if (waiting !== undefined) {
    waiting.add(id);
    return;
  }
  const first = new Set([id]);
  ends.set(dataSource, first);
  void tellAll(dataSource, first);
}

/** Ends that have not been told yet, while somebody is at it. */
const ends = new WeakMap<DataSource, Set<string>>();

async function tellAll(dataSource: DataSource, waiting: Set<string>): Promise<void> {
  while (waiting.size > 0) {
    const ids = [...waiting];
    waiting.clear();
    await tell(dataSource, ids);
  }
  ends.delete(dataSource);
}

async function tell(dataSource: DataSource, ids: readonly string[]): Promise<void> {
  try {
    await ask(
      dataSource,
      `SELECT set_config('synchronous_commit', 'off', true), pg_notify('${ENDED_CHANNEL}', id) FROM unnest($1::text[]) AS id`,
      [ids],
    );
  } catch (error) {
    if (!(error instanceof FrontalError)) throw error;
  }
}
