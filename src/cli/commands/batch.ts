import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { writeCocoDataSet } from '../batch/coco-data-set.ts';
import { findCases, type BatchCase } from '../batch/find-cases.ts';
import { findDataSet } from '../batch/find-data-set.ts';
import { runBatch } from '../batch/run-batch.ts';
import { openBatchState } from '../batch/state-file.ts';
import { summaryLines } from '../batch/summary.ts';
import { ARTIFACTS } from '../../client/index.ts';
import { Complaint } from '../complaint.ts';
import { EXIT } from '../exit-codes.ts';
import { wholeNumber } from '../number-option.ts';
import { collectOption, optionsOf, type OptionValue } from '../option-values.ts';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';
import { FORMATS, type ExportFormat } from './export.ts';

/** All faces of a batch in one data set, beside the file of each. */
const COCO_FILE = 'coco.json';
const STATE_FILE = '.frontal-batch.jsonl';
/** How long a case is sent again while the service is busy or away, before the batch gives up. */
const PATIENCE_MS = 120_000;

interface BatchOptions extends ServiceOptions, OutputOptions {
  readonly output?: string;
  readonly portraits?: string;
  readonly maps?: string;
  readonly landmarks?: string;
  readonly format: readonly ExportFormat[];
  readonly option?: readonly OptionValue[];
  readonly concurrency: number;
  readonly retryFailed?: true;
  readonly timeout: number;
}

export function addBatch(program: Command, terminal: Terminal): void {
  const command = program
    .command('batch')
    .summary('send every case of a folder, and go on where an earlier batch was stopped')
    .description(
      'Sends every picture of the folder, and every subfolder that holds portrait.jpg (.png, .webp …) and, where they are there, map.png and landmarks.json (.csv, .pts, .txt), several at once, and writes what comes out. ' +
        `What is done is noted in ${STATE_FILE}: run again, the batch goes on where it was, and cases whose files or options have changed are sent anew.`,
    )
    .argument('[folder]', 'of cases; none where a data set is named')
    .option('--portraits <glob>', 'of a data set: the folder of its portraits, or a pattern in quotes')
    .option('--maps <glob>', 'and of its label maps, of the same names; or of one PNG a part')
    .option('--landmarks <glob>', 'and of its landmarks, of the same names')
    .option('-o, --output <folder>', `where files go, as NAME.svg; without it, as frontal.svg into each case's own folder`)
    .option('-f, --format <formats>', `what to write, with commas: ${FORMATS.join(', ')}`, readFormats, ['svg'])
    .option('--option <key=value>', 'an option of the service for every case; may be repeated', collectOption)
    .option('--concurrency <n>', 'how many at once', wholeNumber(1, 64), 4)
    .option('--retry-failed', 'send those again that have failed before')
    .option('--timeout <seconds>', 'how long to wait for the end of each', wholeNumber(1, 86_400), 600);
  withOutput(withService(command))
    .addHelpText('after', examples(
      'batch photos -o out',
      'batch faces -o out',
      'batch faces -o out --format svg,coco --option contours.detail=measure --concurrency 8',
      'batch faces -o out --retry-failed',
      "batch --portraits 'images/*.jpg' --maps labels --landmarks landmarks -o out",
    ))
    .action(async (folder: string | undefined, options: BatchOptions) => {
      const { cases, unpartnered, home } = await findWork(folder, options);
      if (options.output !== undefined) await makeFolder(options.output);
      // Patience is for a service that was there: one that is not there at all is said so at once.
      await clientFor(options, terminal).live({ signal: terminal.signal });
      const state = await openBatchState(join(options.output ?? home, STATE_FILE));
      const lines = await runBatch(cases, {
        client: clientFor(options, terminal, PATIENCE_MS),
        options: optionsOf(options.option ?? []),
        formats: options.format,
        outputFolder: options.output ?? null,
        timeoutMs: options.timeout * 1000,
        atOnce: options.concurrency,
        retryFailed: options.retryFailed ?? false,
        signal: terminal.signal,
        state,
        onEnd(entry) {
          if (options.json) printJson(terminal.stdout, entry);
          else if (!options.quiet) print(terminal.stderr, `  ${entry.case}: ${entry.error ?? entry.status}`);
        },
      });
      const cocoFiles = lines.flatMap(({ entry }) => entry.files.filter((file) => file.endsWith(ARTIFACTS.coco)));
      if (options.format.includes('coco') && cocoFiles.length > 0) await writeCocoDataSet(join(options.output ?? home, COCO_FILE), cocoFiles);
      if (lines.some(({ entry }) => entry.status === 'failed')) terminal.exitCode = EXIT.failed;
      if (options.json) {
        for (const { entry } of lines.filter(({ isNew }) => !isNew)) printJson(terminal.stdout, entry);
        if (unpartnered.length > 0) printJson(terminal.stdout, { unpartnered });
      } else if (!options.quiet) {
        for (const line of summaryLines(lines)) print(terminal.stdout, line);
        for (const line of unpartnered) print(terminal.stdout, line);
      }
    });
}

interface Work {
  readonly cases: readonly BatchCase[];
  readonly unpartnered: readonly string[];
  /** Where the batch keeps its state, unless files go elsewhere. */
  readonly home: string;
}

/** @throws Complaint */
async function findWork(folder: string | undefined, { portraits, maps, landmarks }: BatchOptions): Promise<Work> {
  if (folder !== undefined && (portraits ?? maps ?? landmarks) === undefined) return { cases: await findCases(folder), unpartnered: [], home: folder };
  if (folder !== undefined || portraits === undefined || maps === undefined || landmarks === undefined) {
    throw new Complaint(EXIT.usage, 'a batch has either a folder of cases, or --portraits, --maps and --landmarks');
  }
  return { ...(await findDataSet({ portraits, maps, landmarks })), home: '.' };
}

function readFormats(text: string): ExportFormat[] {
  return text.split(',').map((name) => {
    const format = FORMATS.find((known) => known === name.trim());
    if (format === undefined) throw new Complaint(EXIT.usage, `--format ${name.trim()} is none: expected one of ${FORMATS.join(', ')}`);
    return format;
  });
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw new Complaint(EXIT.usage, `the folder ${folder} cannot be made: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  });
}
