import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../../src/embedded/port.ts';
import { temporalBinary } from '../support/temporal-binary.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A supervisor, or a container, tells npm to stop, and nobody else. */
test('SIGTERM to `npm start` stops the service in order before npm ends', async () => {
  const ports = await Promise.all(['PORT', 'TEMPORAL_PORT', 'TEMPORAL_UI_PORT', 'POSTGRES_PORT'].map(async (name) => [name, String(await freePort())]));
  const env = {
    ...process.env,
    ...(Object.fromEntries(ports) as Record<string, string>),
    DATA_DIR: await temporaryFolder(),
    DATABASE_URL: '',
    TEMPORAL_ADDRESS: '',
    PATH: `${join(await temporalBinary(), '..')}:${process.env['PATH']}`,
  };
  const npm = spawn('npm', ['start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(npm, 'exit');
  let said = '';
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (text: Buffer) => (said += text));
  await expect.poll(() => said, { timeout: 60_000 }).toMatch(/^ {2}API keys /m);

  npm.kill('SIGTERM');
  await exited;
  expect(said).toMatch(/^stopping \.\.\.$/m);
  for (const part of ['API', 'Worker', 'Temporal', 'PostgreSQL']) expect(said).toMatch(new RegExp(`^${part} +stopped$`, 'm'));
  await expect(fetch(`http://127.0.0.1:${env['PORT' as keyof typeof env]}/health/live`)).rejects.toThrow('fetch failed');
}, 120_000);

test('keys that are put into .env are not committed', async () => {
  const ignored = (await readFile('.gitignore', 'utf8')).split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '!.env.example']));
});
