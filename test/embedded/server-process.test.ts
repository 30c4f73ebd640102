import { expect, test } from 'vitest';
import { againIfPortTaken } from '../../src/embedded/port.ts';
import { runServer } from '../../src/embedded/server-process.ts';
import { silentLog } from '../support/log.ts';

/** As a Go program does it: the reason, then a stack that is longer than what is kept of the last words. */
const PANICS = `console.error('panic: no port'); for (let i = 0; i < 50; i++) console.error('frame ' + i); process.exitCode = 2`;

const start = () =>
  runServer({
    name: 'the server',
    program: process.execPath,
    args: ['-e', PANICS],
    env: {},
    account: null,
    stopSteps: [{ signal: 'SIGKILL', graceMs: 1_000 }],
    onLine: () => {},
    log: silentLog,
  });

test('a server that panics says why, however long its stack is, and is started again', async () => {
  let starts = 0;
  const failing = againIfPortTaken(async () => {
    starts++;
    throw await (await start()).unexpectedEnd;
  });
  await expect(failing).rejects.toThrow(/^the server ended unexpectedly \(exit code 2\); panic: no port; .*frame 49$/s);
  expect(starts).toBe(3);
});
