import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run clients:generated [-- --url URL]`: clients that two generators make from the document of a running service, and
 * a submission sent with each. Needs Python (with venv), Java, and the network for both generators.
 */
const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:8000' } } });
const here = new URL('../../../ops/generated-clients/', import.meta.url).pathname;
const CASE = new URL('../../../fixtures/synth-plain/', import.meta.url).pathname;
/** Versions that were seen to work. */
const PACKAGES = ['openapi-python-client==0.29.1', 'openapi-generator-cli==7.14.0', 'pydantic==2.14.4', 'python-dateutil==2.9.0.post0', 'urllib3==2.8.0'];

const folder = await mkdtemp(join(tmpdir(), 'frontal-clients-'));
try {
  const document = await fetch(new URL('/openapi.json?webhooks=false', values.url));
  await writeFile(join(folder, 'openapi.json'), Buffer.from(await document.arrayBuffer()));
  await run('python3', '-m', 'venv', 'venv');
  const program = (name: string) => join(folder, 'venv/bin', name);
  await run(program('pip'), 'install', '--quiet', ...PACKAGES);
  await run(program('openapi-python-client'), 'generate', '--path', 'openapi.json', '--output-path', 'first', '--meta', 'none');
  await run(program('openapi-generator-cli'), 'generate', '-i', 'openapi.json', '-g', 'python', '-o', 'second', '--additional-properties=packageName=generated');
  for (const script of ['openapi_python_client.py', 'openapi_generator.py']) await run(program('python'), join(here, script), values.url, CASE);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(command: string, ...args: string[]): Promise<void> {
  process.stdout.write(`${[command.replace(`${folder}/`, ''), ...args].join(' ')}\n`);
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}
