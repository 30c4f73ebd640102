import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { useSystem } from '../support/system.ts';

/** Every example of docs/quick-start.md as it would be pasted, on a running service. */
const run = promisify(execFile);
const system = useSystem();
const EXAMPLES = [...(await readFile('docs/quick-start.md', 'utf8')).matchAll(/^```(sh|ts|python)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));
/** Python with `requests`, which is not on every machine: these examples are run where it is. */
const HAS_PYTHON = has('python3', ['-c', 'import requests']);

/** What a clone has, where files that examples write are nobody else's. */
let clone: string;
let url: string;
beforeAll(async () => {
  ({ url } = await system().startApi());
  await system().startWorker();
  await run(process.execPath, ['dist/ops/client-package/index.js']);
  clone = await mkdtemp(join(tmpdir(), 'frontal-'));
  for (const name of ['package.json', 'dist', 'fixtures', 'docs']) await symlink(resolve(name), join(clone, name));
  await mkdir(join(clone, 'node_modules/@frontal-contours'), { recursive: true });
  await symlink(resolve('clients/typescript'), join(clone, 'node_modules/@frontal-contours/client'));
});
afterAll(() => rm(clone, { recursive: true, force: true }));
beforeEach(async () => {
  await rm(join(clone, 'out'), { recursive: true, force: true });
  await mkdir(join(clone, 'out'));
});

const written = (name: string) => readFile(join(clone, 'out', name), 'utf8');

/** Runs an example against the test's service. @returns what it printed */
async function paste(command: string, args: string[], text: string): Promise<string> {
  // npx runs this file in a clone, and takes a folder of links for none.
  const own = text.replaceAll('http://127.0.0.1:8000', url).replaceAll('npx frontal', 'node dist/src/cli/frontal.js');
  const env = { ...process.env, FRONTAL_URL: url, PYTHONPATH: resolve('clients/python') };
  return (await run(command, [...args, own], { cwd: clone, env })).stdout;
}

const shell = (text: string) => paste('bash', ['-euo', 'pipefail', '-c'], text);
const of = (language: string, word: string) => EXAMPLES.filter((one) => one.language === language && one.text.includes(word)).map(({ text }) => text);

test('there is one of each kind, and each is run below', () => {
  expect(EXAMPLES.map(({ language }) => language)).toEqual(['sh', 'sh', 'sh', 'ts', 'python', 'python', 'sh']);
  expect(of('sh', 'npm start')).toEqual(['npm ci\nnpm start\n']);
});

test('curl', async () => {
  const [example] = of('sh', '/crop/submit');
  await shell(example!);
  expect(JSON.parse(await written('answer.json'))).toMatchObject({ status: 'done' });
  expect(await written('face.svg')).toMatch(/<svg /);
});

test('the command line', async () => {
  const [example] = of('sh', 'npx frontal');
  await shell(example!);
  expect(await written('face.svg')).toMatch(/<svg /);
});

test('TypeScript', async () => {
  const [example] = of('ts', 'createClient');
  await writeFile(join(clone, 'example.mjs'), example!.replaceAll('http://127.0.0.1:8000', url));
  const { stdout } = await run(process.execPath, ['example.mjs'], { cwd: clone });
  expect(stdout).toMatch(/^\d+ skin [\d.]+$/m);
  expect(await written('face.svg')).toMatch(/<svg /);
});

describe.runIf(HAS_PYTHON)('Python', () => {
  test.each([['requests', /^2[34]\.\d+ \d+$/m], ['frontal_client', /^\d+ skin [\d.]+$/m]])('with %s', async (library, line) => {
    const [example] = of('python', `import ${library === 'requests' ? 'requests' : 'Client'}`);
    expect(await paste('python3', ['-c'], example!)).toMatch(line);
    expect(await written('face.svg')).toMatch(/<svg /);
  });
});

test('the document without webhooks', async () => {
  const [example] = of('sh', 'webhooks=false');
  await shell(example!);
  const document = JSON.parse(await written('openapi.json')) as object;
  expect(document).toHaveProperty('paths');
  expect(document).not.toHaveProperty('webhooks');
});

function has(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
