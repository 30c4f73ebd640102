import type { DataSource } from 'typeorm';
import { ask } from './ask.ts';

export interface PendingBacklog {
  readonly pending: number;
  /** Since the oldest of them was accepted; 0 where nothing waits. By the database's clock. */
  readonly oldestSeconds: number;
}

/** What waits for its end, of all tenants. @throws FrontalError `unavailable` */
export async function readPendingBacklog(dataSource: DataSource): Promise<PendingBacklog> {
  const sql = `SELECT count(*)::integer AS pending,
                      greatest(coalesce(extract(epoch FROM now() - min(accepted_at)), 0), 0)::float8 AS "oldestSeconds"
               FROM pending_submission`;
  const [row] = await ask<PendingBacklog>(dataSource, sql);
  return row ?? { pending: 0, oldestSeconds: 0 };
}
