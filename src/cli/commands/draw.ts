import type { Command } from 'commander';
import type { DrawingInput } from '../../client/index.ts';
import { followToEnd, requireDone } from '../end-of-submission.ts';
import { wholeNumber } from '../number-option.ts';
import { collectOption, optionsOf, type OptionValue } from '../option-values.ts';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';
import { writeOutput } from '../write-output.ts';

interface DrawOptions extends ServiceOptions, OutputOptions {
  readonly output?: string;
  readonly option: readonly OptionValue[];
  readonly timeout?: number;
}

export function addDraw(program: Command, terminal: Terminal): void {
  const command = program
    .command('draw')
    .summary('draw a submission anew with other options, without sending it again')
    .description('Draws what was sent for a submission with other options: only what they change is computed. It is a submission of its own, whose id is printed.')
    .argument('<id>')
    .requiredOption('--option <key=value>', 'an option to state anew, such as style.theme=print; may be repeated', collectOption)
    .option('-o, --output <file>', 'where the SVG goes; - for stdout')
    .option('--timeout <seconds>', 'how long to wait for the end; 600', wholeNumber(1, 86_400));
  withOutput(withService(command))
    .addHelpText('after', examples('draw ID --option style.theme=print -o print.svg', 'draw ID --option contours.detail.max_points=200 -o coarse.svg'))
    .action(async (id: string, options: DrawOptions) => {
      const client = clientFor(options, terminal);
      const stated = optionsOf(options.option) as DrawingInput;
      const drawn = await client.drawings(id, stated, { signal: terminal.signal });
      const answer = await followToEnd(client, drawn.id, terminal, options);
      const toStdout = options.output === '-';
      if (options.json && !toStdout) printJson(terminal.stdout, answer);
      const done = requireDone(answer);
      if (options.output !== undefined) await writeOutput(terminal, options.output, Buffer.from(done.svg, 'base64'));
      if (!options.json && !options.quiet && !toStdout) print(terminal.stdout, drawn.id);
    });
}
