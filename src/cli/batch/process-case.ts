import { access, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ARTIFACTS, FrontalTimeout, type Client, type DoneAnswer } from '../../client/index.ts';
import { canonicalJson } from '../../content/canonical-json.ts';
import { digestOf } from '../../content/digest.ts';
import { exported, type ExportFormat } from '../commands/export.ts';
import { requireDone } from '../end-of-submission.ts';
import { explainError } from '../explain-error.ts';
import { EXIT } from '../exit-codes.ts';
import { readInputs, type Inputs } from '../input-files.ts';
import type { LabelMapInput } from '../label-map-files.ts';
import type { BatchCase } from './find-cases.ts';
import type { BatchEntry } from './state-file.ts';

export interface BatchPlan {
  readonly client: Client;
  readonly options: Record<string, unknown> | undefined;
  readonly formats: readonly ExportFormat[];
  /** Where the files of a case go; null: into the case's own folder. */
  readonly outputFolder: string | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface PreparedCase {
  readonly of: BatchCase;
  /** null where the files cannot be read. */
  readonly inputs: Inputs | null;
  readonly fingerprint: string;
  readonly error: string | null;
}

/** Reads a case and says whether an earlier entry is of it as it is now. @throws what nobody foresaw */
export async function prepareCase(of: BatchCase, { options, formats }: BatchPlan): Promise<PreparedCase> {
  try {
    const inputs = await readInputs(of.files);
    const { portrait, labelMap, landmarks } = inputs;
    const content = [digestOf(portrait), labelMap === undefined ? null : digestsOf(labelMap), landmarks ?? null, options ?? null, formats];
    return { of, inputs, fingerprint: digestOf(canonicalJson(content)), error: null };
  } catch (error) {
    const explained = explainError(error);
    if (explained === null) throw error;
    return { of, inputs: null, fingerprint: '', error: explained.line };
  }
}

function digestsOf(labelMap: LabelMapInput): unknown {
  return labelMap instanceof Uint8Array ? digestOf(labelMap) : Object.entries(labelMap).map(([name, part]) => [name, digestOf(part)]);
}

/** Whether an entry says that nothing is left to do: done, of these very files, and what it wrote is still there. */
export async function isDone(entry: BatchEntry | null, { fingerprint }: PreparedCase): Promise<boolean> {
  if (entry?.status !== 'done' || entry.fingerprint !== fingerprint) return false;
  const there = await Promise.all(entry.files.map((file) => access(file).then(() => true, () => false)));
  return there.every(Boolean);
}

/**
 * Sends a case and writes its files. What the input is to blame for becomes an entry that failed.
 *
 * @throws whatever would meet the next case as well: a service that is away, a wrong key, a defect
 */
export async function processCase({ of, inputs, fingerprint, error }: PreparedCase, plan: BatchPlan): Promise<BatchEntry> {
  const nothing = { case: of.name, fingerprint, id: null, files: [], points: null, leastIou: null, ms: null };
  if (inputs === null) return { ...nothing, status: 'failed', error };
  const { client, options, signal, timeoutMs } = plan;
  let id: string | null = null;
  try {
    ({ id } = await client.submit({ ...inputs, options, imageName: of.imageName }, { signal }));
    const answer = requireDone(await client.waitFor(id, { signal, timeoutMs }));
    return { ...nothing, status: 'done', id, files: await writeFiles(of, id, plan), error: null, ...figures(answer) };
  } catch (fault) {
    signal.throwIfAborted();
    const explained = explainError(fault);
    const isOfThisCase = fault instanceof FrontalTimeout || (explained !== null && CASE_TO_BLAME.has(explained.exitCode));
    if (!isOfThisCase) throw fault;
    return { ...nothing, status: 'failed', id, error: explained!.line };
  }
}

/** `notFound`: it was erased meanwhile. */
const CASE_TO_BLAME: ReadonlySet<number> = new Set([EXIT.failed, EXIT.refused, EXIT.notFound]);

async function writeFiles(of: BatchCase, id: string, { client, formats, outputFolder, signal }: BatchPlan): Promise<string[]> {
  const files: string[] = [];
  for (const format of withPicture(formats)) {
    const file = fileOf(format);
    await mkdir(dirname(file), { recursive: true });
    const imageName = NAMES_A_PICTURE.has(format) ? basename(fileOf('portrait')) : undefined;
    await writeFile(file, (await exported(client, id, { format, imageName, signal })).bytes);
    files.push(file);
  }
  return files;

  function fileOf(format: ExportFormat): string {
    const ending = format === 'json' ? 'json' : format === 'portrait' ? 'upright.jpg' : ARTIFACTS[format];
    return outputFolder === null ? join(of.folder, `${of.stem ?? 'frontal'}.${ending}`) : join(outputFolder, `${of.name}.${ending}`);
  }
}

/** These open beside the picture that they name. */
const NAMES_A_PICTURE: ReadonlySet<ExportFormat> = new Set(['coco', 'labelme', 'cvat']);

function withPicture(formats: readonly ExportFormat[]): readonly ExportFormat[] {
  const isMissing = formats.some((format) => NAMES_A_PICTURE.has(format)) && !formats.includes('portrait');
  return isMissing ? ['portrait', ...formats] : formats;
}

function figures({ quality, timings_ms: times }: DoneAnswer): Pick<BatchEntry, 'points' | 'leastIou' | 'ms'> {
  const fidelities = Object.values(quality.regions).map(({ iou }) => iou);
  return { points: quality.points, leastIou: fidelities.length > 0 ? Math.min(...fidelities) : null, ms: times.total };
}
