import type { Command } from 'commander';

/** What a shell has to know of a command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** Words that its first argument can be; none where it is a file or an id. */
  readonly words: readonly string[];
  readonly takesFiles: boolean;
}

export interface CompletedOption {
  /** `--output`, and `-o` where there is one. */
  readonly names: readonly string[];
  readonly description: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
}

/** Arguments that are files or folders, by the names the commands give them. */
const FILES: ReadonlySet<string> = new Set(['portrait', 'map', 'landmarks', 'folder']);

/** Read from the program itself, so that no command or option can be forgotten. */
export function completedCommands(program: Command): CompletedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: [
      ...command.options.map((option) => ({
        names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
        description: option.description,
        takesValue: option.required || option.optional,
        choices: option.argChoices ?? [],
      })),
      { names: ['--help', '-h'], description: 'show what the command does', takesValue: false, choices: [] },
    ],
    words: command.registeredArguments[0]?.argChoices ?? [],
    takesFiles: command.registeredArguments.some((argument) => FILES.has(argument.name())),
  }));
}
