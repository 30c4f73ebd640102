import { Option, type Command } from 'commander';
import type { ListedSubmission } from '../../client/index.ts';
import { wholeNumber } from '../number-option.ts';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { print, printJson, type Terminal } from '../terminal.ts';

const STATUSES: readonly ListedSubmission['status'][] = ['pending', 'done', 'failed', 'cancelled'];
const LARGEST_PAGE = 100;

interface ListOptions extends ServiceOptions, OutputOptions {
  readonly status?: ListedSubmission['status'];
  readonly limit: number;
}

export function addList(program: Command, terminal: Terminal): void {
  const command = program
    .command('list')
    .summary('list submissions, newest first')
    .description('Lists submissions, newest first; with --quiet their ids alone.')
    .addOption(new Option('--status <status>', 'only those; pending covers all that has not ended').choices(STATUSES))
    .option('--limit <n>', 'how many at most', wholeNumber(1, 1_000_000), 20);
  withOutput(withService(command))
    .addHelpText('after', examples('list', 'list --status failed --limit 100', 'list --json | jq -r .id'))
    .action(async ({ status, limit, ...options }: ListOptions) => {
      let left = limit;
      const query = { status, pageSize: Math.min(limit, LARGEST_PAGE), signal: terminal.signal };
      for await (const submission of clientFor(options, terminal).list(query)) {
        if (options.json) printJson(terminal.stdout, submission);
        else if (options.quiet) print(terminal.stdout, submission.id);
        else print(terminal.stdout, `${submission.id}  ${submission.status.padEnd(10)}  ${submission.accepted_at}`);
        left -= 1;
        if (left === 0) break;
      }
    });
}
