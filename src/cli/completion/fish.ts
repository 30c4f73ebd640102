import type { CompletedCommand } from './command-tree.ts';

/** For `~/.config/fish/completions/frontal.fish`, or for `frontal completion fish | source`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap(({ name, summary, options, words, takesFiles }) => {
    const inside = `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
    return [
      `complete -c frontal -f -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
      ...(words.length > 0 ? [`complete -c frontal -f ${inside} -a ${quoted(words.join(' '))}`] : []),
      ...(takesFiles ? [`complete -c frontal -F ${inside}`] : []),
      ...options.map(({ names, description, takesValue, choices }) => {
        const named = names.map((option) => (option.startsWith('--') ? `-l ${option.slice(2)}` : `-s ${option.slice(1)}`)).join(' ');
        const value = !takesValue ? '' : choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : ' -r';
        return `complete -c frontal ${inside} ${named}${value} -d ${quoted(description)}`;
      }),
    ];
  });
  return `# Completion of frontal for fish.\n${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
