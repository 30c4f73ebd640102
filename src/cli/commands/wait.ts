import type { Command } from 'commander';
import { hasEnded } from '../../client/index.ts';
import { followToEnd } from '../end-of-submission.ts';
import { wholeNumber } from '../number-option.ts';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import type { Terminal } from '../terminal.ts';
import { showStatus } from './status.ts';

interface WaitOptions extends ServiceOptions, OutputOptions {
  readonly timeout?: number;
}

export function addWait(program: Command, terminal: Terminal): void {
  const command = program
    .command('wait')
    .summary('wait until a submission has ended')
    .description('Shows the steps of a submission until it has ended, also through outages of the service. The exit code is 1 where it failed or was cancelled.')
    .argument('<id>')
    .option('--timeout <seconds>', 'how long to wait for the end; 600', wholeNumber(1, 86_400));
  withOutput(withService(command))
    .addHelpText('after', examples('wait ID', 'wait ID --timeout 30 --quiet && frontal export ID --format svg -o face.svg'))
    .action(async (id: string, options: WaitOptions) => {
      const client = clientFor(options, terminal);
      // A service that is not there at all is said so at once, and not waited for.
      const now = await client.status(id, { signal: terminal.signal });
      showStatus(terminal, hasEnded(now) ? now : await followToEnd(client, id, terminal, options), options);
    });
}
