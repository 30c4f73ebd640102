import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { configOfThisProcess } from '../config.ts';
import { svgToPng } from '../imaging/svg-to-png.ts';
import { readCase, submitBody } from './case.ts';
import { followProgress } from './progress-bar.ts';
import { reachService } from './reach-service.ts';
import type { StatusAnswer } from './service.ts';

/**
 * `npm run demo [-- FOLDER]`: sends a case through the running service, or through one of its own that it starts and
 * stops, and writes the SVG and a PNG of it to `out/`.
 */
async function demo(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const folder = resolve(positionals[0] ?? join(import.meta.dirname, '../../../fixtures/astronaut'));
  const given = await readCase(folder);
  const { service, stop } = await reachService(configOfThisProcess());
  try {
    const submitted = await service.submit(submitBody(given));
    print(`\nsubmission  ${submitted.id}`);
    const answer = await followProgress(service, submitted.id);
    if (answer.status !== 'done') throw new Error(`the submission ended as ${answer.status}: ${answer.error?.detail ?? ''}`);
    const pictures = await writePictures(answer, folder);
    report(answer, pictures, submitted.links.temporal);
  } finally {
    await stop();
  }
}

async function writePictures(answer: StatusAnswer, folder: string): Promise<string[]> {
  const svg = Buffer.from(answer.svg ?? '', 'base64');
  const out = resolve('out');
  await mkdir(out, { recursive: true });
  const name = folder.split(/[\\/]/).at(-1)!;
  const files = [join(out, `${name}.svg`), join(out, `${name}.png`)] as const;
  await writeFile(files[0], svg);
  await writeFile(files[1], await svgToPng(svg));
  return [...files];
}

function report({ alignment, regions, quality, timings_ms: times }: StatusAnswer, pictures: string[], run?: string): void {
  print();
  for (const file of pictures) print(`picture     ${relative(process.cwd(), file)}`);
  print(`roll        ${alignment?.roll_degrees.toFixed(2)} degrees (${alignment?.skipped ?? 'turned upright'})`);
  print(`contours    ${quality?.points} points, overlap ${quality?.overlap_px} px, gap ${quality?.gap_px} px, ${quality?.crossings} crossings`);
  print(`time        ${times?.total} ms`);
  if (run) print(`run         ${run}`);
  print('\nlabel  region           parts  holes    area px    IoU');
  for (const region of regions ?? []) {
    const holes = region.parts.reduce((sum, part) => sum + part.holes.length, 0);
    const name = [region.subject_side, region.name].filter(Boolean).join(' ');
    const iou = quality?.regions[region.label]?.iou.toFixed(3) ?? '';
    print(
      [
        String(region.label).padStart(5),
        name.padEnd(16),
        String(region.parts.length).padStart(5),
        String(holes).padStart(5),
        region.area_px.toFixed(0).padStart(10),
        iou.padStart(6),
      ].join('  '),
    );
  }
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
