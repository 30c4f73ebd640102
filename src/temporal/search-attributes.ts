import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../contract/run.ts';
import { FrontalError } from '../contract/errors.ts';

/** temporal.api.enums.v1.IndexedValueType of a search attribute that is one word, and gRPC's code for a second one. */
const KEYWORD = 2;
const ALREADY_EXISTS = 6;
const USABLE_MS = 30_000;

/**
 * Makes the search attributes known to the namespace, where they are not yet, and waits until they can be used: a
 * workflow started before that would be refused. Can be called at each start, by several processes at once.
 * @throws FrontalError `unavailable`
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const names = Object.values(SEARCH_ATTRIBUTES);
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    for (const name of names) {
      if (!Object.hasOwn(customAttributes ?? {}, name)) await add(connection, namespace, name);
    }
  } catch (cause) {
    throw new FrontalError('unavailable', `The search attributes ${names.join(', ')} cannot be registered with Temporal`, { cause });
  }
  await usable(connection, namespace, names);
}

async function add(connection: Connection, namespace: string, name: string): Promise<void> {
  try {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { [name]: KEYWORD } });
  } catch (error) {
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
}

/** A query that names an attribute is refused until the servers have all heard of it. */
async function usable(connection: Connection, namespace: string, names: readonly string[]): Promise<void> {
  const query = names.map((name) => `${name} = 'none'`).join(' OR ');
  for (const deadline = Date.now() + USABLE_MS; ; await sleep(100)) {
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return;
    } catch (cause) {
      if (Date.now() < deadline) continue;
      throw new FrontalError('unavailable', `The search attributes ${names.join(', ')} are not usable after ${USABLE_MS / 1000} s`, { cause });
    }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
