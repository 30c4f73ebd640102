import type { Command } from 'commander';
import { hasEnded, type StatusAnswer } from '../../client/index.ts';
import { describeEnd } from '../end-of-submission.ts';
import { reportLines } from '../report.ts';
import { clientFor, examples, withOutput, withService, type OutputOptions, type ServiceOptions } from '../service-options.ts';
import { EXIT } from '../exit-codes.ts';
import { print, printJson, type Terminal } from '../terminal.ts';

export function addStatus(program: Command, terminal: Terminal): void {
  const command = program
    .command('status')
    .summary('say how far a submission is')
    .description('Says how far a submission is, and what came out once it is done. The exit code is 1 where it failed or was cancelled.')
    .argument('<id>');
  withOutput(withService(command))
    .addHelpText('after', examples('status ID', 'status ID --json'))
    .action(async (id: string, options: ServiceOptions & OutputOptions) => {
      const answer = await clientFor(options, terminal).status(id, { signal: terminal.signal });
      showStatus(terminal, answer, options);
    });
}

/** Prints an answer, and sets the exit code that it stands for. */
export function showStatus(terminal: Terminal, answer: StatusAnswer, { json, quiet }: OutputOptions): void {
  if (answer.status === 'failed' || answer.status === 'cancelled') terminal.exitCode = EXIT.failed;
  if (json) return printJson(terminal.stdout, answer);
  if (quiet) return;
  print(terminal.stdout, `submission  ${answer.id}`);
  if (answer.status === 'done') {
    print(terminal.stdout, 'status      done');
    for (const line of reportLines(answer)) print(terminal.stdout, line);
  } else if (hasEnded(answer)) {
    print(terminal.stdout, `status      ${describeEnd(answer)}`);
  } else {
    const { phase, step, progress } = answer as Extract<StatusAnswer, { progress: number }>;
    print(terminal.stdout, `status      ${phase}${step ? ` at ${step}` : ''}, ${Math.round(progress * 100)} %`);
  }
  for (const { code, detail } of answer.status === 'done' ? [] : answer.warnings) print(terminal.stdout, `warning     ${detail} (${code})`);
}
