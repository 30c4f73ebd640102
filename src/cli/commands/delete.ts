import type { Command } from 'commander';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';

export function addDelete(program: Command, terminal: Terminal): void {
  const command = program
    .command('delete')
    .summary('erase submissions with their pictures and results')
    .description('Erases submissions for good: portrait, label map, landmarks, results and history, but for what others use as well.')
    .argument('<id...>');
  withOutput(withService(command))
    .addHelpText('after', examples('delete ID', 'delete $(frontal list --status failed --quiet)'))
    .action(async (ids: string[], options: ServiceOptions & OutputOptions) => {
      const client = clientFor(options, terminal);
      for (const id of ids) {
        await client.erase(id, { signal: terminal.signal });
        if (options.json) printJson(terminal.stdout, { id, status: 'erased' });
        else if (!options.quiet) print(terminal.stdout, `${id} erased`);
      }
    });
}
