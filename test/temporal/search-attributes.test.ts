import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { expect, onTestFinished, test } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../src/contract/run.ts';
import { startTemporal } from '../../src/embedded/temporal-server.ts';
import { registerSearchAttributes } from '../../src/temporal/search-attributes.ts';
import { silentLog as log } from '../support/log.ts';
import { temporalBinary } from '../support/temporal-binary.ts';

const status = defineSearchAttributeKey(SEARCH_ATTRIBUTES.status, 'KEYWORD');
const start = { taskQueue: 'any', typedSearchAttributes: [{ key: status, value: 'done' }] };

test('what the server refused before is found right after the registration, however often that is made', async () => {
  const connection = await connect();
  const { workflow } = new Client({ connection });
  await expect(workflow.start('any', { ...start, workflowId: 'before' })).rejects.toThrow('Failed to start Workflow');

  await Promise.all([registerSearchAttributes(connection, 'default'), registerSearchAttributes(connection, 'default')]);
  await registerSearchAttributes(connection, 'default');

  await workflow.start('any', { ...start, workflowId: 'after' });
  await expect.poll(() => workflow.count(`${SEARCH_ATTRIBUTES.status} = 'done'`).then(({ count }) => count)).toBe(1);
});

test('a namespace that is not there is reported by what cannot be registered', async () => {
  const connection = await connect();
  await expect(registerSearchAttributes(connection, 'nowhere')).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The search attributes FrontalStatus, FrontalLabelSchema cannot be registered with Temporal',
  });
});

async function connect(): Promise<Connection> {
  const server = await startTemporal({ binary: await temporalBinary(), dataDir: null, port: 0, uiPort: 0, log });
  onTestFinished(() => server.stop());
  const connection = await Connection.connect({ address: server.address });
  onTestFinished(() => connection.close());
  return connection;
}
