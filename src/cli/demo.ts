import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FrontalProblem, type Client, type DoneAnswer, type StatusAnswer } from '../client/index.ts';
import { environmentOfThisProcess } from '../settings/config.ts';
import { svgToPng } from '../imaging/svg-to-png.ts';
import { readCase } from './case.ts';
import { readInputs } from './input-files.ts';
import { requireDone } from './end-of-submission.ts';
import { startProgress } from './progress.ts';
import { reachService } from './reach-service.ts';
import { reportLines } from './report.ts';

/**
 * `npm run demo [-- FOLDER | --portrait FILE]`: sends a case, or a portrait alone, through the running service, or through one of its own that it starts and
 * stops, and writes the SVG and a PNG of it to `out/`.
 */
async function demo(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { portrait: { type: 'string' } } });
  const folder = resolve(values.portrait ?? positionals[0] ?? join(import.meta.dirname, '../../../fixtures/astronaut'));
  const given = values.portrait === undefined ? await readCase(folder) : await readInputs({ portrait: folder });
  const { client, url, stop } = await reachService(environmentOfThisProcess());
  try {
    const submitted = await client.submit(given).catch((error: unknown) => {
      throw error instanceof FrontalProblem && error.status === 401 ? keyNeeded(url, error) : error;
    });
    print(`\nsubmission  ${submitted.id}`);
    const done = requireDone(await watched(client, submitted.id));
    report(done, await writePictures(done, folder), submitted.links.temporal);
  } finally {
    await stop();
  }
}

function keyNeeded(url: string, { isWrongKey }: FrontalProblem): Error {
  const why = isWrongKey ? 'the key in FRONTAL_API_KEY is wrong' : 'it takes submissions with an API key only';
  return new Error(`the service at ${url} has FRONTAL_API_KEYS set, and ${why}: FRONTAL_API_KEY=KEY npm run demo, with one of them`);
}

async function watched(client: Client, id: string): Promise<StatusAnswer> {
  const progress = startProgress(process.stdout);
  try {
    const answer = await client.waitFor(id, { onProgress: progress.show });
    progress.show(answer);
    return answer;
  } finally {
    progress.stop();
  }
}

async function writePictures(answer: DoneAnswer, folder: string): Promise<string[]> {
  const svg = Buffer.from(answer.svg, 'base64');
  const out = resolve('out');
  await mkdir(out, { recursive: true });
  const name = parse(folder).name;
  const files = [join(out, `${name}.svg`), join(out, `${name}.png`)] as const;
  await writeFile(files[0], svg);
  await writeFile(files[1], await svgToPng(svg));
  return [...files];
}

function report(answer: DoneAnswer, pictures: string[], run?: string): void {
  print();
  for (const file of pictures) print(`picture     ${relative(process.cwd(), file)}`);
  const [roll, contours, time, ...rest] = reportLines(answer);
  print([roll, contours, time, ...(run === undefined ? [] : [`run         ${run}`]), ...rest].join('\n'));
}

function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

// Whoever reads our lines may leave before us; the service that was started has to be stopped all the same.
process.stdout.on('error', () => {});
await demo().catch((error: unknown) => {
  process.stderr.write(`frontal: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
