import { execFile, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { noteServer, stopLeftover } from '../../src/embedded/leftover.ts';
import { describeProcess } from '../../src/embedded/os-process.ts';
import { silentLog as log } from '../support/log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const stopSteps = [{ signal: 'SIGTERM', graceMs: 500 }, { signal: 'SIGKILL', graceMs: 5_000 }] as const;

test('a server whose owner lives is left alone, and the owner named', async () => {
  const folder = await temporaryFolder();
  const child = spawn('sleep', ['301']);
  onTestFinished(() => void child.kill());
  const noteFile = join(folder, 'run', 'server.json');
  await noteServer(noteFile, child.pid ?? 0);
  await expect(stopLeftover({ noteFile, name: 'Sleep', mark: 'sleep 301', stopSteps, log })).rejects.toThrow(
    `Another Frontal (process ${process.pid}) runs Sleep on this data`,
  );
  expect(await describeProcess(child.pid ?? 0)).not.toBeNull();
});

test('a process that only has the number of the server that was is left alone', async () => {
  const pid = await orphan("sleep 302");
  const noteFile = join(await temporaryFolder(), 'server.json');
  await writeFile(noteFile, JSON.stringify({ pid, owner: 1_999_999 }));
  await stopLeftover({ noteFile, name: 'Sleep', mark: '/another/folder', stopSteps, log });
  expect(await describeProcess(pid)).not.toBeNull();
});

test.each([
  ['gently', 'sleep 303'],
  ['by force where it does not listen', "sh -c 'trap \"\" TERM; while true; do sleep 1; done' mark-304"],
])('a server that its owner left behind is stopped: %s', async (_, command) => {
  const pid = await orphan(command);
  const noteFile = join(await temporaryFolder(), 'server.json');
  await writeFile(noteFile, JSON.stringify({ pid, owner: 1_999_999 }));
  await stopLeftover({ noteFile, name: 'Sleep', mark: command.slice(-3), stopSteps, log });
  expect(await describeProcess(pid)).toBeNull();
});

test.each(['', 'not json', '{"pid":0,"owner":-1}'])('a note that says %o is passed over', async (text) => {
  const noteFile = join(await temporaryFolder(), 'server.json');
  await writeFile(noteFile, text);
  await stopLeftover({ noteFile, name: 'Sleep', mark: 'x', stopSteps, log });
});

/** Starts a process that outlives its parent. */
async function orphan(command: string): Promise<number> {
  const { stdout } = await promisify(execFile)('sh', ['-c', `exec 2>/dev/null; ${command} >/dev/null & echo $!`]);
  const pid = Number(stdout);
  onTestFinished(() => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended in the test, as it should.
    }
  });
  return pid;
}
