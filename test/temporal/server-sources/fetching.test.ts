import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { describeProcess, endedWithin } from '../../../src/embedded/os-process.ts';
import { goInstall } from '../../../src/temporal/server-sources/go-install.ts';
import { officialDownload } from '../../../src/temporal/server-sources/official-download.ts';
import { onPath } from '../../../src/temporal/server-sources/on-path.ts';
import { runProgram } from '../../../src/temporal/server-sources/run-program.ts';
import { wheel } from '../../../src/temporal/server-sources/wheel.ts';
import { HANG_MS } from '../../support/hang.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const { signal } = new AbortController();
const TEMPORAL = '#!/bin/sh\necho temporal version 9.9.9\n';

test('a program of that name that is no Temporal is not taken', async () => {
  await expect(onPath('no-such-temporal').find(signal)).rejects.toThrow('ENOENT');
  await expect(onPath('tar').find(signal)).rejects.toThrow('tar is another program of that name');
});

test('the download service is asked for this platform, and its archive unpacked', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'temporal'), TEMPORAL);
  await promisify(execFile)('tar', ['-czf', join(folder, 'a.tar.gz'), '-C', folder, 'temporal']);
  const archive = await readFile(join(folder, 'a.tar.gz'));
  const asked: string[] = [];
  const url = await serve((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/archive') response.end(archive);
    else response.end(JSON.stringify({ archiveUrl: `http://${request.headers.host}/archive`, fileToExtract: 'temporal' }));
  });
  expect(await officialDownload(folder, url).find(signal)).toBe(join(folder, 'bin', 'temporal'));
  expect(asked).toEqual([expect.stringMatching(/^\/cli\/v[\d.]+\?arch=(amd64|arm64)&platform=\w+&format=tar\.gz$/), '/archive']);
});

test('a download that is refused, senseless or out of reach says so', async () => {
  const folder = await temporaryFolder();
  const refusing = await serve((_, response) => response.writeHead(403).end());
  await expect(officialDownload(folder, refusing).find(signal)).rejects.toThrow(/^127\.0\.0\.1:\d+ answers 403$/);
  const odd = await serve((_, response) => response.end('{"archiveUrl":"http://127.0.0.1/","fileToExtract":"--to-command=x y"}'));
  await expect(officialDownload(folder, odd).find(signal)).rejects.toThrow('fileToExtract');
  await expect(officialDownload(folder, 'http://127.0.0.1:1').find(signal)).rejects.toThrow(/^127\.0\.0\.1:1 cannot be reached: /);
});

test('a machine without Python or Go says so', async () => {
  const folder = await temporaryFolder();
  await expect(wheel(folder, 'no-such-python').find(signal)).rejects.toThrow('spawn no-such-python ENOENT');
  await expect(goInstall(folder, 'no-such-go').find(signal)).rejects.toThrow('spawn no-such-go ENOENT');
});

test('a program that is given up is killed with all it has started', async () => {
  const folder = await temporaryFolder();
  const pidFile = join(folder, 'pid');
  const limit = new AbortController();
  const running = runProgram('sh', ['-c', `sleep 305 & echo $! > ${pidFile}; wait`], { signal: limit.signal });
  await expect.poll(() => readFile(pidFile, 'utf8').then(Number, () => 0)).toBeGreaterThan(0);
  const pid = Number(await readFile(pidFile, 'utf8'));
  expect(await describeProcess(pid)).not.toBeNull();
  limit.abort(new Error('took longer than 1 s'));
  await expect(running).rejects.toThrow('took longer than 1 s');
  expect(await endedWithin(pid, HANG_MS)).toBe(true);
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
