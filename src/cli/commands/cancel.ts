import type { Command } from 'commander';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';

/** The step that runs is stopped in a moment. */
const CANCELLED_WITHIN_S = 10;

export function addCancel(program: Command, terminal: Terminal): void {
  const command = program
    .command('cancel')
    .summary('stop a submission that runs')
    .description('Asks a submission that runs to stop. It can be sent again later.')
    .argument('<id>');
  withOutput(withService(command))
    .addHelpText('after', examples('cancel ID'))
    .action(async (id: string, options: ServiceOptions & OutputOptions) => {
      const answer = await clientFor(options, terminal).cancel(id, { wait: CANCELLED_WITHIN_S, signal: terminal.signal });
      if (options.json) printJson(terminal.stdout, answer);
      else if (!options.quiet) print(terminal.stdout, `${answer.id} ${answer.status}`);
    });
}
