import type { Command } from 'commander';
import type { ValidateAnswer } from '../../client/index.ts';
import { LABEL_MAP_FILES, LANDMARK_FILES, PORTRAIT_FILES, readInputs } from '../input-files.ts';
import { collectOption, optionsOf, type OptionValue } from '../option-values.ts';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';

interface ValidateOptions extends ServiceOptions, OutputOptions {
  readonly option?: readonly OptionValue[];
}

export function addValidate(program: Command, terminal: Terminal): void {
  const command = program
    .command('validate')
    .summary('ask whether a submission would be taken, and what it would be seen as')
    .description('Asks the service what it would make of a submission: schemas, angle, warnings. Nothing is kept. The exit code is 4 where it would be refused.')
    .argument('<portrait>', PORTRAIT_FILES)
    .argument('[map]', LABEL_MAP_FILES)
    .argument('[landmarks]', LANDMARK_FILES)
    .option('--option <key=value>', 'an option of the service; may be repeated', collectOption);
  withOutput(withService(command))
    .addHelpText('after', examples('validate portrait.jpg map.png landmarks.json'))
    .action(async (portrait: string, labelMap: string | undefined, landmarks: string | undefined, options: ValidateOptions) => {
      const chosen = optionsOf(options.option ?? []);
      const inputs = await readInputs({ portrait, labelMap, landmarks });
      const answer = await clientFor(options, terminal).validate({ ...inputs, options: chosen }, { signal: terminal.signal });
      if (options.json) return printJson(terminal.stdout, answer);
      if (options.quiet) return;
      for (const line of validationLines(answer)) print(terminal.stdout, line);
    });
}

function validationLines({ id, alignment, labels, regions, warnings }: ValidateAnswer): string[] {
  return [
    `valid       it would be submission ${id}`,
    `landmarks   ${alignment.schema}, roll ${alignment.roll_degrees.toFixed(2)} degrees`,
    `labels      ${labels.schema} (${labels.source}, confidence ${labels.confidence.toFixed(2)})`,
    ...warnings.map(({ code, detail }) => `warning     ${detail} (${code})`),
    '',
    'label  region             pixels',
    ...regions.map(({ label, name, subject_side: side, pixels }) =>
      `${String(label).padStart(5)}  ${[side, name].filter(Boolean).join(' ').padEnd(16)}  ${String(pixels).padStart(7)}`,
    ),
  ];
}
