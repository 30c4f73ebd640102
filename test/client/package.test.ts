import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answering, scripted } from './support/scripted-server.ts';

/** The packages as npm packs them, and a project of somebody else into which the client is installed from its tarball. */
const run = promisify(execFile);
const NAME = '@frontal-contours/client';
let project: string;

beforeAll(async () => {
  await run(process.execPath, ['dist/ops/client-package/index.js']);
  project = await mkdtemp(join(tmpdir(), 'frontal-'));
  await run('npm', ['pack', '--pack-destination', project, resolve('clients/typescript')]);
  const [tarball] = (await readdir(project)).filter((name) => name.endsWith('.tgz'));
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(project, tarball!)], { cwd: project });
});
afterAll(() => rm(project, { recursive: true, force: true }));

test('the client brings no other package with it', async () => {
  expect((await readdir(join(project, 'node_modules'))).filter((name) => !name.startsWith('.'))).toEqual(['@frontal-contours']);
  expect(await readdir(join(project, 'node_modules/@frontal-contours'))).toEqual(['client']);
});

test('it is imported by its name, and talks to a service', async () => {
  const { url } = await scripted(answering(200, { status: 'live' }));
  await writeFile(join(project, 'live.js'), `import { createClient } from '${NAME}';\nconsole.log(await createClient({ baseUrl: process.argv[2] }).live());\n`);
  expect((await run(process.execPath, ['live.js', url], { cwd: project })).stdout).toBe("{ status: 'live' }\n");
});

test('a TypeScript program finds its types, without zod', async () => {
  const compilerOptions = { module: 'nodenext', target: 'es2023', lib: ['es2023', 'dom', 'dom.iterable'], types: [], strict: true, noEmit: true };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const program = (status: string) => `import { createClient, hasEnded, type DoneAnswer, type Frame, type SubmitAnswer } from '${NAME}';
const client = createClient({ baseUrl: 'http://service' });
const sent: SubmitAnswer = await client.submit({ portrait: '', labelMap: '', landmarks: [], options: { contours: { detail: { max_points: 200 } }, zones: true } });
const answer = await client.waitFor(sent.id);
const frame: Frame = 'original';
if (answer.status === '${status}' && hasEnded(answer)) document.title = answer.quality.points.toFixed() + frame;
export const [x, y]: [number, number] = (answer as DoneAnswer).regions[0]!.centroid;
for await (const { id } of client.list({ status: 'failed' })) console.log(id);
for await (const event of client.events(sent.id)) if (event.status === 'pending') console.log(event.eventId, event.phase);\n`;
  const compile = () => run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', project]);
  await writeFile(join(project, 'main.ts'), program('done'));
  expect((await compile()).stdout).toBe('');
  await writeFile(join(project, 'main.ts'), program('failed'));
  await expect(compile()).rejects.toMatchObject({ stdout: expect.stringContaining("Property 'quality' does not exist") });
});

test('the service is packed with its command, its bundles and its guide, without tests, fixtures and secrets', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
  const packed = JSON.parse(stdout) as { files: { path: string }[] }[] | Record<string, { files: { path: string }[] }>;
  const [{ files } = { files: [] }] = Object.values(packed);
  const paths = files.map(({ path }) => path);
  expect(paths).toEqual(expect.arrayContaining(['dist/src/cli/frontal.js', 'dist/workflow-bundle.js', 'docs/quick-start.md', 'LICENSE']));
  for (const path of paths) expect(path).toMatch(/^(dist\/(src|activities|workflows)\/|dist\/(traced-)?workflow-bundle\.js$|docs\/quick-start\.md$|package\.json$|README\.md$|LICENSE$|NOTICE$|dist\/models\/)/);
});

test('neither has a name of somebody else: both are in one scope', async () => {
  for (const file of ['package.json', 'clients/typescript/package.json']) {
    expect((JSON.parse(await readFile(file, 'utf8')) as { name: string }).name).toMatch(/^@frontal-contours\//);
  }
});
