import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
// oxlint-disable-next-line no-restricted-imports -- makes the portraits
import sharp from 'sharp';
import { readCase } from '../src/cli/case.ts';
import { processHere } from '../src/cli/local/process-here.ts';
import { readConfig } from '../src/settings/config.ts';
import { readSubmission } from '../src/http/input/request.ts';
import { checkLabelMapHeader, checkPortraitHeader } from '../src/imaging/header.ts';
import { createImaging } from '../src/imaging/imaging.ts';
import { createPixelCache } from '../src/imaging/pixel-cache.ts';
import { createPixelPool } from '../src/imaging/pool.ts';
import { svgToPng } from '../src/imaging/svg-to-png.ts';
import { createMemoryRoom } from '../src/content/memory-room.ts';
import { imagingLimits } from '../src/processes/limits.ts';
import { workMemoryWithin } from '../src/processes/work-memory.ts';

/**
 * `npm run bench:memory`: the steps of several large portraits at once, as a worker does them that may have so much
 * memory, and the most that the process held. Servers and the Temporal SDK are left out, artifacts stay in memory.
 */
const { values } = parseArgs({
  options: {
    megapixels: { type: 'string', default: '45' },
    count: { type: 'string', default: '4' },
    'limit-mib': { type: 'string', default: '2048' },
    /** As if there were no end of memory. */
    unbounded: { type: 'boolean', default: false },
    /** One drawing of such a portrait is painted, too. */
    paint: { type: 'boolean', default: false },
  },
});
const config = readConfig({});
const limits = imagingLimits(config);
const bytes = workMemoryWithin(Number(values['limit-mib']) * 2 ** 20, config, { caches: 2, bodies: false });
const room = createMemoryRoom(values.unbounded ? Infinity : bytes);
const pool = createPixelPool({ threads: config.pixelThreads });
await pool.warmUp();
const imaging = createImaging({ pool, limits });
const pixels = createPixelCache({ maxBytes: config.pixelCacheBytes });
const given = await readCase('fixtures/astronaut');
const side = Math.floor(Math.sqrt(Number(values.megapixels) * 1e6));

/** The shipped portrait as large as that, with an edge of its own, so that no two are one. */
async function submissionOf(i: number) {
  const { width } = await sharp(given.portrait).metadata();
  const image = await sharp(given.portrait).resize(side, side, { fit: 'fill' }).jpeg({ quality: 80 + i }).toBuffer();
  const landmarks = (given.landmarks as { x: number; y: number }[]).map(({ x, y }) => [(x * side) / width, (y * side) / width]);
  const checks = { headers: { checkPortraitHeader, checkLabelMapHeader }, limits, retentionMs: config.retentionMs, checkWebhook: () => {} };
  return readSubmission({ image, segmentation_map: given.labelMap, landmarks }, checks, null);
}

const submissions: Awaited<ReturnType<typeof submissionOf>>[] = [];
for (let i = 0; i < Number(values.count); i += 1) submissions.push(await submissionOf(i));
// Linux begins to count anew: what making the portraits took is nobody's peak.
writeFileSync('/proc/self/clear_refs', '5');
say(`${values.count} portraits of ${values.megapixels} megapixels, room for ${Math.round(room.bytes / 2 ** 20)} MiB; before`);
const { signal } = new AbortController();
const results = await Promise.all(
  submissions.map((submission) => processHere(submission, { imaging, pixels, room, signal, onStep: () => {} })),
);
say('after the steps');
if (values.paint) {
  for (const maxSide of [1600, 4096]) {
    await svgToPng(results[0]!.svg, maxSide);
    say(`after painting at ${maxSide}`);
  }
}
await pool.close();

function say(what: string): void {
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  process.stdout.write(`${what}: at most ${Math.round(Number(kib) / 1024)} MiB\n`);
}
