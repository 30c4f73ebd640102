import { Command, CommanderError } from 'commander';
import { addBatch } from './commands/batch.ts';
import { addCancel } from './commands/cancel.ts';
import { addDelete } from './commands/delete.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDraw } from './commands/draw.ts';
import { addExport } from './commands/export.ts';
import { addList } from './commands/list.ts';
import { addRun } from './commands/run.ts';
import { addServe } from './commands/serve.ts';
import { addStatus } from './commands/status.ts';
import { addSubmit } from './commands/submit.ts';
import { addValidate } from './commands/validate.ts';
import { addWait } from './commands/wait.ts';
import { addWorker } from './commands/worker.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { explainError } from './explain-error.ts';
import { print, printJson, type Terminal } from './terminal.ts';

/** Every command, over what they have of the world. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('frontal')
    .description('Turns faces upright and draws the contours of their regions.')
    .version(VERSION)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => void terminal.stdout.write(text),
      writeErr: (text) => void terminal.stderr.write(text),
      // What the argument parser refuses is said below, as everything else.
      outputError: () => {},
    })
    .addHelpText('after', EXIT_CODES);
  for (const add of COMMANDS) add(program, terminal);
  return program;
}

/** Runs one command line, without the names of Node and of the program. @returns the exit code */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    const program = createProgram(terminal);
    await program.parseAsync(withoutVainHelp(program, args), { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return refusedLine(error, terminal);
    if (terminal.signal.aborted) return EXIT.interrupted;
    const explained = explainError(error);
    const { line, code, exitCode } = explained ?? { line: stackOf(error), code: 'internal', exitCode: EXIT.internal };
    if (args.includes('--json')) printJson(terminal.stderr, { error: { code, detail: line } });
    else print(terminal.stderr, `frontal: ${line}`);
    return exitCode;
  }
}

const VERSION = '0.1.0';

const COMMANDS = [
  addSubmit,
  addBatch,
  addRun,
  addValidate,
  addStatus,
  addWait,
  addDraw,
  addExport,
  addList,
  addCancel,
  addDelete,
  addServe,
  addWorker,
  addDoctor,
];

const EXIT_CODES = `
Exit codes: 0 ok, 1 a submission failed or something is missing, 2 usage, 3 the service is not available,
4 the input is refused, 5 there is no such submission, 6 the API key is missing or wrong, 130 interrupted.
\`frontal COMMAND --help\` shows options and examples.
`;

/** Asked how a command is used that there is not, commander shows what there is, and is content: it is to refuse it as any other. */
function withoutVainHelp({ commands }: Command, args: readonly string[]): string[] {
  const named = (args[0] === 'help' ? args.slice(1) : args).find((arg) => !arg.startsWith('-'));
  const isKnown = named === undefined || named === 'help' || commands.some((command) => command.name() === named);
  return isKnown ? [...args] : [named];
}

/** Help and version are errors to commander, which end with 0. */
function refusedLine(error: CommanderError, terminal: Terminal): ExitCode {
  if (error.exitCode === 0) return EXIT.ok;
  if (error.code === 'commander.help') return EXIT.usage;
  const line = error.message.replace(/^error: /, '').replace(/\s+/g, ' ').trim();
  print(terminal.stderr, `frontal: ${line}; \`frontal --help\` and \`frontal COMMAND --help\` show what there is`);
  return EXIT.usage;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
