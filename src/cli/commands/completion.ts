import { Argument, type Command } from 'commander';
import { bashCompletion } from '../completion/bash.ts';
import { completedCommands } from '../completion/command-tree.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { examples } from '../service-options.ts';
import type { Terminal } from '../terminal.ts';

const SHELLS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion };

export function addCompletion(program: Command, terminal: Terminal): void {
  program
    .command('completion')
    .summary('print what a shell needs to complete commands and options')
    .description('Prints a script that completes commands and options.')
    .addArgument(new Argument('<shell>').choices(Object.keys(SHELLS)))
    .addHelpText('after', examples(
      'completion bash > ~/.local/share/bash-completion/completions/frontal',
      'completion zsh > ~/.zfunc/_frontal',
      'completion fish > ~/.config/fish/completions/frontal.fish',
    ))
    .action((shell: keyof typeof SHELLS) => void terminal.stdout.write(SHELLS[shell](completedCommands(program))));
}
