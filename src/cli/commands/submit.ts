import { basename } from 'node:path';
import type { Command } from 'commander';
import { followToEnd, requireDone } from '../end-of-submission.ts';
import { LABEL_MAP_FILES, LANDMARK_FILES, PORTRAIT_FILES, readInputs } from '../input-files.ts';
import { wholeNumber } from '../number-option.ts';
import { collectOption, optionsOf, type OptionValue } from '../option-values.ts';
import { reportLines } from '../report.ts';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

interface SubmitOptions extends ServiceOptions, OutputOptions {
  readonly output?: string;
  readonly option?: readonly OptionValue[];
  readonly wait: boolean;
  readonly timeout?: number;
}

export function addSubmit(program: Command, terminal: Terminal): void {
  const command = program
    .command('submit')
    .summary('send a portrait, with or without its label map and landmarks, and wait for the drawing')
    .description('Sends a submission, shows its steps, and writes its drawing once it is done.')
    .argument('<portrait>', PORTRAIT_FILES)
    .argument('[map]', LABEL_MAP_FILES)
    .argument('[landmarks]', LANDMARK_FILES)
    .option('-o, --output <file>', 'where the SVG goes; - for stdout')
    .option('--option <key=value>', 'an option of the service, such as style.labels=names; may be repeated', collectOption)
    .option('--no-wait', 'print the id and leave')
    .option('--timeout <seconds>', 'how long to wait for the end; 600', wholeNumber(1, 86_400));
  withOutput(withService(command))
    .addHelpText('after', examples(
      'submit portrait.jpg -o face.svg',
      'submit portrait.jpg map.png landmarks.json -o face.svg',
      'submit portrait.jpg map.png face.pts --option contours.detail=measure --option style.labels=names',
      'submit portrait.jpg map.png landmarks.csv --no-wait --quiet --json',
    ))
    .action(async (portrait: string, labelMap: string | undefined, landmarks: string | undefined, options: SubmitOptions) => {
      const chosen = optionsOf(options.option ?? []);
      const inputs = await readInputs({ portrait, labelMap, landmarks });
      const client = clientFor(options, terminal);
      const submitted = await client.submit({ ...inputs, options: chosen, imageName: basename(portrait) }, { signal: terminal.signal });
      if (!options.wait) {
        if (options.json) printJson(terminal.stdout, submitted);
        else print(terminal.stdout, submitted.id);
        return;
      }
      // The drawing itself may go to stdout; nothing else goes there then.
      const speaks = !options.quiet && !options.json && options.output !== '-';
      if (speaks) print(terminal.stdout, `submission  ${submitted.id}`);
      const answer = await followToEnd(client, submitted.id, terminal, options);
      if (options.json && options.output !== '-') printJson(terminal.stdout, answer);
      const done = requireDone(answer);
      if (options.output !== undefined) await writeOutput(terminal, options.output, Buffer.from(done.svg, 'base64'));
      if (!speaks) return;
      if (options.output !== undefined) print(terminal.stdout, `drawing     ${options.output}`);
      for (const line of reportLines(done)) print(terminal.stdout, line);
    });
}
