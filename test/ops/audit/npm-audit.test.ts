import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const PROGRAM = fileURLToPath(new URL('../../../dist/ops/audit/index.js', import.meta.url));
const BULK = '/-/npm/v1/security/advisories/bulk';

/** A registry that knows one package, and says of it what a test wants. */
let answer: RequestListener;
const asked: string[] = [];
const registry = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (request.url === BULK) return answer(request, response);
  response.setHeader('content-type', 'application/json');
  const versions = { '1.0.0': { name: 'weak', version: '1.0.0', dist: {} }, '1.0.1': { name: 'weak', version: '1.0.1', dist: {} } };
  return response.end(JSON.stringify({ name: 'weak', 'dist-tags': { latest: '1.0.1' }, versions }));
});
let url: string;
beforeAll(async () => {
  await once(registry.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;
});
afterAll(() => registry.close());

/** The real npm, and the program that CI runs, in a folder whose lock file has that package. */
async function audit({ at = url, lock = true } = {}) {
  asked.length = 0;
  const folder = await temporaryFolder();
  const root = { name: 'ours', version: '1.0.0', devDependencies: { weak: '^1.0.0' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(root));
  const packages = { '': root, 'node_modules/weak': { version: '1.0.0', dev: true } };
  if (lock) await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ ...root, lockfileVersion: 3, requires: true, packages }));
  const env = { ...process.env, npm_config_registry: at, npm_config_offline: 'true', npm_config_omit: 'dev', npm_config_cache: join(folder, 'cache') };
  const child = spawn(process.execPath, [PROGRAM], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [says, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  return { says, exitCode: exitCode as number };
}

const advisory = (severity: string): RequestListener => (_, response) => {
  response.setHeader('content-type', 'application/json');
  const known = { id: 1, url: 'https://advisories.example/1', title: 'Gives itself away', severity, vulnerable_versions: '<1.0.1', cwe: [], cvss: { score: 8, vectorString: null } };
  response.end(JSON.stringify({ weak: [known] }));
};

test.each(['high', 'critical'])('a finding that is %s fails, also where npm was set not to ask', async (severity) => {
  answer = advisory(severity);
  const { says, exitCode } = await audit();
  expect(asked).toContain(`POST ${BULK}`);
  expect(says).toContain('npm audit: packages with findings high or critical: 1\n');
  expect(says).toMatch(new RegExp(`^  ${severity}  weak \\S+  Gives itself away: https://advisories.example/1$`, 'm'));
  expect(exitCode).toBe(1);
});

test('a lower one is counted', async () => {
  answer = advisory('moderate');
  expect(await audit()).toEqual({ says: 'npm audit: nothing high or critical is known of any package; of lower severity: 1\n', exitCode: 0 });
});

test('a registry that answers no audits is told of, and is no fault', async () => {
  answer = (_, response) => response.writeHead(405, { allow: 'GET, HEAD' }).end();
  const { says, exitCode } = await audit();
  expect(says).toMatch(/^npm audit: not checked: the registry does not answer audits \(405 Method Not Allowed.*\)\n$/);
  expect(exitCode).toBe(0);
});

test('so is one that nobody reaches', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await once(gone, 'listening');
  const at = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/`;
  await new Promise((closed) => gone.close(closed));
  const { says, exitCode } = await audit({ at });
  expect(says).toContain('npm audit: not checked');
  expect(exitCode).toBe(0);
});

test('no lock file is a fault', async () => {
  answer = advisory('low');
  expect(await audit({ lock: false })).toEqual({ says: 'npm audit: failed: This command requires an existing lockfile.\n', exitCode: 1 });
});
