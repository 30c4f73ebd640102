import type { Command } from 'commander';
import { examples } from '../service-options.ts';
import { runServerProgram } from '../start-program.ts';
import type { Terminal } from '../terminal.ts';

export function addWorker(program: Command, terminal: Terminal): void {
  program
    .command('worker')
    .summary('run a worker on servers that run already')
    .description('Runs a worker without an API, as `npm run worker` does. DATABASE_URL and TEMPORAL_ADDRESS have to be set; as many as you like run beside each other.')
    .addHelpText('after', `${examples('worker')}\nSettings: DATABASE_URL, TEMPORAL_ADDRESS, PIXEL_THREADS, METRICS_PORT and more, in docs/configuration.md.\n`)
    .action(async () => {
      terminal.exitCode = await runServerProgram('worker', {}, terminal);
    });
}
