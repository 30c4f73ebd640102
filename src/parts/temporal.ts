import { Connection } from '@temporalio/client';
import { FrontalError } from '../errors.ts';
import type { TemporalAddress } from '../temporal/connection.ts';
import { registerSearchAttributes } from '../temporal/search-attributes.ts';
import type { Parts } from './parts.ts';

/** Registers our search attributes: without them every workflow task would fail. @throws FrontalError `unavailable` */
export async function registerAttributes(parts: Parts, { address, namespace }: TemporalAddress): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 10_000 }).catch((cause: unknown) => {
    throw new FrontalError('unavailable', `No Temporal server answers at ${address}.`, { cause });
  });
  try {
    await registerSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
  parts.log.debug({ namespace }, 'search attributes are registered');
}
