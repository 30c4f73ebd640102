import type { Command } from 'commander';
import { wholeNumber } from '../number-option.ts';
import { examples } from '../service-options.ts';
import { runServerProgram } from '../start-program.ts';
import type { Terminal } from '../terminal.ts';

interface ServeOptions {
  readonly host?: string;
  readonly port?: number;
  readonly dataDir?: string;
}

export function addServe(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .summary('run the service: API, worker, and the servers that are not set')
    .description('Runs everything on this machine, as `npm start` does: PostgreSQL and Temporal where DATABASE_URL and TEMPORAL_ADDRESS are not set, a worker, the API. Ctrl-C stops all of it in order.')
    .option('--host <address>', 'where the API listens; HOST')
    .option('--port <port>', 'PORT', wholeNumber(0, 65_535))
    .option('--data-dir <folder>', 'DATA_DIR')
    .addHelpText('after', examples('serve', 'serve --port 9000 --data-dir /var/lib/frontal'))
    .action(async ({ host, port, dataDir }: ServeOptions) => {
      const settings = { ...(host !== undefined && { HOST: host }), ...(port !== undefined && { PORT: String(port) }), ...(dataDir !== undefined && { DATA_DIR: dataDir }) };
      terminal.exitCode = await runServerProgram('main', settings, terminal);
    });
}
