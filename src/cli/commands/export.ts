import { Option, type Command } from 'commander';
import { ARTIFACTS, type ArtifactKind, type Client, type Frame } from '../../client/index.ts';
import { Complaint } from '../complaint.ts';
import { EXIT } from '../exit-codes.ts';
import { clientFor, examples, withService, withOutput, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { requireDone } from '../end-of-submission.ts';
import { printJson, print, type Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

/** `json` is the answer of the status itself. */
export type ExportFormat = ArtifactKind | 'json';
export const FORMATS: readonly ExportFormat[] = [...(Object.keys(ARTIFACTS) as ArtifactKind[]), 'json'];
const FRAMES: readonly Frame[] = ['upright', 'original'];
const PICTURES: ReadonlySet<ExportFormat> = new Set(['png', 'portrait', 'label-map']);

interface ExportOptions extends ServiceOptions, OutputOptions {
  readonly format: ExportFormat;
  readonly frame?: Frame;
  readonly imageName?: string;
  readonly output?: string;
}

export function addExport(program: Command, terminal: Terminal): void {
  const command = program
    .command('export')
    .summary('write what a submission gave, in one of several formats')
    .description('Writes the result of a submission that is done.')
    .argument('<id>')
    .addOption(new Option('-f, --format <format>', 'what to write').choices(FORMATS).default('svg'))
    .addOption(new Option('--frame <frame>', 'of coordinates: the upright portrait, or the one that was sent').choices(FRAMES))
    .option('--image-name <name>', 'the picture that coco, labelme and cvat are to name')
    .option('-o, --output <file>', 'where it goes; stdout where it is left out');
  withOutput(withService(command))
    .addHelpText('after', examples(
      'export ID -o face.svg',
      'export ID --format coco --frame original -o face.coco.json',
      'export ID --format json | jq .quality',
    ))
    .action(async (id: string, options: ExportOptions) => {
      const { format, frame, imageName, output = '-' } = options;
      if (output === '-' && PICTURES.has(format) && terminal.stdout.isTTY) {
        throw new Complaint(EXIT.usage, `${format} is a picture and no text for a terminal: name a file with -o`);
      }
      const { bytes, mediaType } = await exported(clientFor(options, terminal), id, { format, frame, imageName, signal: terminal.signal });
      await writeOutput(terminal, output, bytes);
      if (output === '-' || options.quiet) return;
      if (options.json) printJson(terminal.stdout, { file: output, media_type: mediaType, bytes: bytes.byteLength });
      else print(terminal.stdout, `${format.padEnd(11)} ${output}`);
    });
}

/** @throws what the client throws; Complaint where the submission is not done */
export async function exported(
  client: Client,
  id: string,
  { format, frame, imageName, signal }: { format: ExportFormat; frame?: Frame | undefined; imageName?: string | undefined; signal: AbortSignal },
): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
  if (format !== 'json') return client.artifact(id, format, { frame, imageName, signal });
  const answer = requireDone(await client.status(id, { frame, signal }));
  return { bytes: Buffer.from(`${JSON.stringify(answer)}\n`), mediaType: 'application/json' };
}
