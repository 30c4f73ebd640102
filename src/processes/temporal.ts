import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { FrontalError } from '../contract/errors.ts';
import { isAway } from '../temporal/as-unavailable.ts';
import type { TemporalAddress } from '../temporal/connection.ts';
import { registerSearchAttributes } from '../temporal/search-attributes.ts';
import type { Parts } from './parts.ts';

/** Registers our search attributes: without them every workflow task would fail. @throws FrontalError `unavailable` */
export async function registerAttributes(parts: Parts, { address, namespace }: TemporalAddress, connectTimeout = 10_000): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout }).catch((cause: unknown) => {
    throw new FrontalError('unavailable', `No Temporal server answers at ${address}.`, { cause });
  });
  try {
    await registerSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
  parts.log.debug({ namespace }, 'search attributes are registered');
}

const AGAIN_MS = 500;
/** What has ended is not answered before. */
const SOON_MS = 3_000;

/**
 * The same for a process that has work to do while Temporal is away: it goes on without, and they are registered as soon as
 * Temporal answers.
 *
 * @returns whether they are registered by now
 * @throws FrontalError `unavailable` where Temporal answers and does not take them
 */
export async function registerAttributesInTime(parts: Parts, temporal: TemporalAddress): Promise<() => boolean> {
  let areRegistered = false;
  const register = async () => {
    await registerAttributes(parts, temporal, SOON_MS);
    areRegistered = true;
  };
  try {
    await register();
  } catch (error) {
    if (!isAway(error)) throw error;
    parts.log.warn({ err: error }, 'Temporal is away: what has ended is answered, and no submission is started');
    void goOn();
  }
  return () => areRegistered;

  async function goOn(): Promise<void> {
    while (!areRegistered && !parts.stopping.aborted) {
      await sleep(AGAIN_MS, undefined, { signal: parts.stopping }).catch(() => {});
      await register().catch((error: unknown) => parts.log[isAway(error) ? 'debug' : 'error']({ err: error }, 'search attributes are not registered yet'));
    }
    if (areRegistered) parts.log.info('Temporal answers: submissions are started');
  }
}
